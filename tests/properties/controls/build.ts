import { fileURLToPath } from 'node:url';

import { build } from 'vite';

import { addSync } from '../../support/bundles.js';
import type { ControlKind, Flaw } from './flaws.js';

const entry = fileURLToPath(new URL('functions.ts', import.meta.url));

/** Builds the plain sync with a flaw as the CLI builds the package's own, and makes it known as `name`. */
export async function buildControl(name: string, kind: ControlKind, flaw: Flaw): Promise<void> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: { FLAW: JSON.stringify(flaw), KIND: JSON.stringify(kind) },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['cjs'] },
      rollupOptions: { external: ['zod', 'crypto'], output: { exports: 'named' } },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error('vite watches instead of building');
  const [chunk] = output.output;
  addSync(name, chunk.code);
}
