import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**'],
    globalSetup: ['tests/setup/compile.ts', 'tests/setup/without-browser.ts'],
    // Generous, because no test is about time: a busy machine must not fail one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Files share their worker's modules, which more than halves the processor time: no test changes a module's state.
    isolate: false,
    // Two workers: the machine class that the gate runs on has two cores.
    maxWorkers: 2,
  },
});
