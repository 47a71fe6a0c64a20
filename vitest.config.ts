import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/setup/compile.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two workers: the machine class that the gate runs on has two cores.
    maxWorkers: 2,
  },
});
