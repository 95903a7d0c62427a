import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { timeBuild } from '../measure/time-build.ts';
import { freshLine } from '../report/fresh-line.ts';
import { commitChange } from '../workspace/commit-change.ts';
import type { Subject } from '../workspace/subject.ts';

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
