import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import { commitChange } from '../commit-change.ts';
import { firstService } from '../first-service.ts';
import { freshLine } from '../fresh-line.ts';
import { sourceOf } from '../plan-projects.ts';
import type { Subject } from '../subject.ts';
import { timeBuild } from '../time-build.ts';

/** A line of code in one service. */
export const code: Case<Subject> = {
  name: 'code',
  title: 'Code of one service',
  measure: async (subject) => {
    await buildFirst(subject);
    const file = sourceOf(firstService(subject));
    await commitChange(subject.scene, file, (text) => text + freshLine());
    return timeBuild(subject, { which: 'changed', to: 'store' }, 1);
  },
};
