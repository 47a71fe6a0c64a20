import { join } from 'node:path';

import { defineConfig } from 'vite';

/** The dashboard is served by the local platform below `/dashboard/`. JSX is compiled by esbuild, so no plugin is needed. */
export default defineConfig({
  root: 'sandbox/dashboard/app',
  base: '/dashboard/',
  esbuild: { jsx: 'automatic' },
  resolve: {
    alias: {
      // What the form library names in a helper for its own tests; the forms here are checked by another one.
      '@rjsf/validator-ajv8': join(import.meta.dirname, 'app/parts/schema-validator.ts'),
    },
  },
  build: {
    // Node's and the browser's newest syntax: the page is opened on the machine that builds it.
    target: 'es2022',
    // What is loaded from the same machine needs no report of its compressed size, which takes a second.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
