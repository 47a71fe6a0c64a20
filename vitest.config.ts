import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**'],
    globalSetup: ['tests/setup/compile.ts', 'tests/setup/without-browser.ts'],
    // Generous, because no test is about time: a busy machine must not fail one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Files share their worker's modules, which more than halves the processor time. So no test replaces a module (the linter
    // refuses vi.mock: which file would meet the replaced one depends on their order), and what is spied on ends with its test.
    isolate: false,
    restoreMocks: true,
    // Two workers: the machine class that the gate runs on has two cores.
    maxWorkers: 2,
  },
});
