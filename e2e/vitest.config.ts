import { defineConfig } from 'vitest/config';

/** One workspace and one engine for all specs, so they run one after the other. */
export default defineConfig({
  test: {
    globalSetup: ['setup.ts'],
    include: ['*.spec.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
  },
});
