import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import { timeBuild } from '../time-build.ts';

/** All images once more. */
export const noop: Case = {
  name: 'noop',
  measure: async (subject, run) => {
    // Each run leaves it as it was.
    if (run === 0) {
      await buildFirst(subject);
    }
    return timeBuild(subject, 'buildAll', { mustRun: false });
  },
};
