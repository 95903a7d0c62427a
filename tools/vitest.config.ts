import { defineConfig } from 'vitest/config';

/** Most of the time of a spec went into a process of its own. */
export default defineConfig({ test: { pool: 'threads', isolate: false } });
