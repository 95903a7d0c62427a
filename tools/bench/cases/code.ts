import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { timeBuild } from '../measure/time-build.ts';
import { freshLine } from '../report/fresh-line.ts';
import { commitChange } from '../workspace/commit-change.ts';
import { firstService } from '../workspace/first-service.ts';
import { sourceOf } from '../workspace/plan-projects.ts';
import type { Subject } from '../workspace/subject.ts';

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
