import { defineConfig } from 'vitest/config';

/** The tests of the dashboard in a real browser: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/setup/compile.ts', 'tests/setup/dashboard.ts'],
    // One browser at a time: it takes what two cores have.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
