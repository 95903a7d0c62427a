import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import { readDistinctBytes } from '../read-distinct-bytes.ts';

/** What the images of all services take in a registry, without what is the Python base image's. */
export const bytes: Case = {
  name: 'bytes',
  isOnce: true,
  measure: async (subject) => {
    await buildFirst(subject);
    return { distinctBytes: await readDistinctBytes(subject) };
  },
};
