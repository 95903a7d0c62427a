import { defineConfig } from 'vitest/config';

/** One workspace and one engine for all specs, so they run one after the other. */
const SHARED = {
  globalSetup: ['setup.ts'],
  maxWorkers: 1,
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    teardownTimeout: 60_000,
    // Of two runs in one checkout the second one would begin with what took longest, which is what waits for others.
    cache: false,
    projects: [
      {
        test: { name: 'e2e', include: ['*.spec.ts'], exclude: ['*.nightly.spec.ts'], ...SHARED },
      },
      { test: { name: 'nightly', include: ['*.nightly.spec.ts'], ...SHARED } },
    ],
  },
});
