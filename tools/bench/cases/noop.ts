import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { timeBuild } from '../measure/time-build.ts';
import type { Subject } from '../workspace/subject.ts';

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
