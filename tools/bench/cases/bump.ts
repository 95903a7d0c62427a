import { commitAll } from '../../demo/commit-all.ts';
import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import { lockProjects } from '../lock-projects.ts';
import { otherVersionOf } from '../new-packages.ts';
import { bumpedPackage, holdsBumped } from '../plan-projects.ts';
import type { Subject } from '../subject.ts';
import { timeBuild } from '../time-build.ts';

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
