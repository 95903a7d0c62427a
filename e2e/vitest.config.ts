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
    projects: [
      {
        test: { name: 'e2e', include: ['*.spec.ts'], exclude: ['*.nightly.spec.ts'], ...SHARED },
      },
      { test: { name: 'nightly', include: ['*.nightly.spec.ts'], ...SHARED } },
    ],
  },
});
