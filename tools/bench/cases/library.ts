import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import { commitChange } from '../commit-change.ts';
import { freshLine } from '../fresh-line.ts';
import type { Subject } from '../subject.ts';
import { timeBuild } from '../time-build.ts';

/** A line of code in the library that all services use. */
export const library: Case<Subject> = {
  name: 'library',
  title: 'Code of the shared library',
  measure: async (subject) => {
    await buildFirst(subject);
    const file = 'libs/greetings/src/greetings/__init__.py';
    await commitChange(subject.scene, file, (text) => text + freshLine());
    return timeBuild(subject, { which: 'changed', to: 'store' }, subject.services.length);
  },
};
