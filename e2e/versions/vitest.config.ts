import { defineConfig } from 'vitest/config';

/** A workspace for each Nx and one engine, so that specs run one after the other. */
export default defineConfig({
  test: {
    globalSetup: ['setup.ts'],
    include: ['*.spec.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
  },
});
