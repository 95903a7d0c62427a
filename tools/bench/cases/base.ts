import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { makeNewBase } from '../measure/make-new-base.ts';
import { timeBuild } from '../measure/time-build.ts';
import { commitBase } from '../workspace/commit-base.ts';
import type { Subject } from '../workspace/subject.ts';

/** Another Python base image under all services, which is near. */
export const base: Case<Subject> = {
  name: 'base',
  title: 'A new Python base image',
  measure: async (subject) => {
    await buildFirst(subject);
    const reference = await makeNewBase(subject);
    await commitBase(subject.scene, reference);
    return timeBuild(subject, { which: 'changed', to: 'store' }, subject.services.length);
  },
};
