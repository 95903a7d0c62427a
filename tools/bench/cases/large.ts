import { commitAll } from '../../demo/workspace/commit-all.ts';
import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { timeBuild } from '../measure/time-build.ts';
import { lockProjects } from '../workspace/lock-projects.ts';
import { lightPackage } from '../workspace/plan-large-projects.ts';
import type { Subject } from '../workspace/subject.ts';
import { bytes } from './bytes.ts';
import { code } from './code.ts';
import { cold } from './cold.ts';
import { dependency } from './dependency.ts';

/** Another version of a light package that all services have. */
const bump: Case<Subject> = {
  name: 'large-bump',
  title: 'Large: fastapi bumped',
  measure: async (subject, run) => {
    await buildFirst(subject);
    const { name, others } = lightPackage;
    const pin = `${name}==${others[run % others.length]}`;
    await lockProjects(subject, { upgrade: pin, fetch: pin });
    await commitAll(subject.scene, `Lock ${pin}`);
    return timeBuild(subject, { which: 'changed', to: 'store' }, subject.services.length);
  },
};

/** The cases about services with large packages, measured in a workspace of their own. */
export const largeCases: readonly Case<Subject>[] = [
  { ...cold, name: 'large-cold', title: 'Large: nothing cached' },
  { ...code, name: 'large-code', title: 'Large: code of one' },
  { ...dependency, name: 'large-dependency', title: 'Large: new dependency' },
  bump,
  { ...bytes, name: 'large-bytes', title: 'Large: bytes in registry' },
];
