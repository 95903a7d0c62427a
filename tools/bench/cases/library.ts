import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import { commitChange } from '../commit-change.ts';
import { freshLine } from '../fresh-line.ts';
import { timeBuild } from '../time-build.ts';

/** A line of code in the library that all services use. */
export const library: Case = {
  name: 'library',
  measure: async (subject) => {
    await buildFirst(subject);
    await commitChange(
      subject.scene,
      'libs/greetings/src/greetings/__init__.py',
      (text) => text + freshLine(),
    );
    return timeBuild(subject, 'buildChanged', { mustRun: true });
  },
};
