import { defineConfig } from 'vitest/config';

/**
 * Three tiers by file name: `*.spec.ts` needs no tool, `*.engine.spec.ts` a Docker engine with buildx,
 * `*.fleet.spec.ts` a buildkitd besides.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.spec.ts'],
          exclude: ['src/**/*.engine.spec.ts', 'src/**/*.fleet.spec.ts'],
        },
      },
      {
        test: {
          name: 'engine',
          include: ['src/**/*.engine.spec.ts'],
          globalSetup: ['test-support/build-stack.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // What an engine said is the message of the failure: whole, or a log has nothing to go by.
          chaiConfig: { truncateThreshold: 0 },
          // An engine waits for networks and disks most of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'fleet',
          include: ['src/**/*.fleet.spec.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
