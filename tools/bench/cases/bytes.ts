import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { readDistinctBytes } from '../registry/read-distinct-bytes.ts';
import type { Subject } from '../workspace/subject.ts';

/** What the images of all services take in a registry, without what is the Python base image's. */
export const bytes: Case<Subject> = {
  name: 'bytes',
  title: 'Bytes in the registry',
  isOnce: true,
  measure: async (subject) => {
    await buildFirst(subject);
    return { distinctBytes: await readDistinctBytes(subject) };
  },
};
