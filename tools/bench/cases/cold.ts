import { restoreWorkspace } from '../../demo/restore-workspace.ts';
import type { Case } from '../case.ts';
import { forgetBuilds } from '../forget-builds.ts';
import type { Subject } from '../subject.ts';
import { timeBuild } from '../time-build.ts';

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
