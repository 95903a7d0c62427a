import { defineConfig } from 'vitest/config';

/** How the tiers run whose tests build images. */
const BUILDING = {
  globalSetup: ['test-support/build-stack.ts'],
  testTimeout: 600_000,
  hookTimeout: 600_000,
  // What an engine said is the message of the failure: whole, or a log has nothing to go by.
  chaiConfig: { truncateThreshold: 0 },
  // An engine waits for networks and disks most of the time.
  maxWorkers: 2,
};

/**
 * Tiers by folder and file name: `*.spec.ts` needs no tool; `example-tests` needs uv, Poetry and the package index; of
 * `engine-tests`, `*.engine.spec.ts` needs a Docker
 * engine with buildx, `*.nightly.spec.ts` the same and minutes, `*.podman.spec.ts` podman besides, `*.fleet.spec.ts`
 * BuildKit's own programs and an S3 server.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Most of the time of a spec went into a process of its own and its imports.
          pool: 'threads',
          isolate: false,
          maxWorkers: 2,
          // The first test of a file that reads a Dockerfile loads the frontend, and V8 compiles it meanwhile.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          include: ['{src,oracle}/**/*.spec.ts'],
          exclude: ['**/*.oracle.spec.ts'],
        },
      },
      {
        test: {
          name: 'examples',
          include: ['example-tests/*.spec.ts'],
          maxWorkers: 2,
          // Locks are made from the package index.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: ['engine-tests/*.engine.spec.ts'],
          ...BUILDING,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'nightly',
          include: ['engine-tests/*.nightly.spec.ts'],
          ...BUILDING,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'oracle',
          include: ['oracle/**/*.oracle.spec.ts'],
          testTimeout: 24 * 60 * 60 * 1000,
          // Beside the engine's, of which some wait for servers that do not answer.
          maxWorkers: BUILDING.maxWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'podman',
          include: ['engine-tests/*.podman.spec.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          chaiConfig: { truncateThreshold: 0 },
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'fleet',
          include: ['engine-tests/*.fleet.spec.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
