import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**'],
    globalSetup: ['tests/setup/compile.ts', 'tests/setup/without-browser.ts'],
    // Generous, because no test is about time: a busy machine must not fail one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Two workers: the machine class that the gate runs on has two cores.
    maxWorkers: 2,
  },
});
