import { commitAll } from '../../demo/workspace/commit-all.ts';
import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { timeBuild } from '../measure/time-build.ts';
import { lockProjects } from '../workspace/lock-projects.ts';
import { otherVersionOf } from '../workspace/new-packages.ts';
import { bumpedPackage, holdsBumped } from '../workspace/plan-projects.ts';
import type { Subject } from '../workspace/subject.ts';

/** Another version of one package, in the lock alone: due are the services whose closure holds it. */
export const bump: Case<Subject> = {
  name: 'bump',
  title: 'A bump in the lock alone',
  measure: async (subject, run) => {
    await buildFirst(subject);
    const pin = `${bumpedPackage}==${otherVersionOf(run)}`;
    await lockProjects(subject, { upgrade: pin, fetch: pin });
    await commitAll(subject.scene, `Lock ${pin}`);
    const due = subject.services.filter(holdsBumped).length;
    return timeBuild(subject, { which: 'changed', to: 'store' }, due);
  },
};
