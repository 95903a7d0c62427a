import { defineConfig } from 'vitest/config';

// The first test of a file loads the module.
export default defineConfig({ test: { include: ['src/**/*.spec.ts'], testTimeout: 30_000 } });
