import { restoreWorkspace } from '../../demo/workspace/restore-workspace.ts';
import type { Case } from '../case.ts';
import { forgetBuilds } from '../measure/forget-builds.ts';
import { timeBuild } from '../measure/time-build.ts';
import type { Subject } from '../workspace/subject.ts';

/** All images where the engine remembers nothing; the base image and the packages of the index are near. */
export const cold: Case<Subject> = {
  name: 'cold',
  title: 'Everything, nothing cached',
  isDestructive: true,
  measure: async (subject) => {
    await restoreWorkspace(subject.scene);
    await forgetBuilds(subject);
    return timeBuild(subject, { which: 'all', to: 'store' }, subject.services.length);
  },
};
