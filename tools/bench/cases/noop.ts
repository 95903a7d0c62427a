import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import type { Subject } from '../subject.ts';
import { timeBuild } from '../time-build.ts';

/** All images once more. */
export const noop: Case<Subject> = {
  name: 'noop',
  title: 'No change',
  measure: async (subject, run) => {
    // Each run leaves it as it was.
    if (run === 0) {
      await buildFirst(subject);
    }
    return timeBuild(subject, { which: 'all', to: 'store' }, 0);
  },
};
