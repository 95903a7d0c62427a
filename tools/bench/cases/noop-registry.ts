import { restoreWorkspace } from '../../demo/workspace/restore-workspace.ts';
import type { Case } from '../case.ts';
import { forgetBuilds } from '../measure/forget-builds.ts';
import { timeBuild } from '../measure/time-build.ts';
import type { Subject } from '../workspace/subject.ts';

/** All images once more and pushed, on a machine that has none of them, from a registry that has them all. */
export const noopRegistry: Case<Subject> = {
  name: 'noop-registry',
  title: 'No change, fresh CI machine',
  isDestructive: true,
  measure: async (subject, run) => {
    const order = { which: 'all', to: 'registry' } as const;
    // Each run leaves the registry as it was.
    if (run === 0) {
      await restoreWorkspace(subject.scene);
      await subject.builder.build(subject.scene, order);
    }
    await forgetBuilds(subject);
    return timeBuild(subject, order, 0);
  },
};
