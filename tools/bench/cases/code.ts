import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import { commitChange } from '../commit-change.ts';
import { firstService } from '../first-service.ts';
import { freshLine } from '../fresh-line.ts';
import { sourceOf } from '../plan-projects.ts';
import { timeBuild } from '../time-build.ts';

/** A line of code in one service. */
export const code: Case = {
  name: 'code',
  measure: async (subject) => {
    await buildFirst(subject);
    await commitChange(
      subject.scene,
      sourceOf(firstService(subject)),
      (text) => text + freshLine(),
    );
    return timeBuild(subject, 'buildChanged', { mustRun: true });
  },
};
