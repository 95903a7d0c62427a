import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { makeNewBase } from '../measure/make-new-base.ts';
import { timeBuild } from '../measure/time-build.ts';
import { commitChange } from '../workspace/commit-change.ts';
import type { Subject } from '../workspace/subject.ts';

/** Another Python base image under all services, which is near. */
export const base: Case<Subject> = {
  name: 'base',
  title: 'A new Python base image',
  measure: async (subject) => {
    await buildFirst(subject);
    const reference = await makeNewBase(subject);
    await commitChange(subject.scene, 'images/python/Dockerfile', (text) =>
      text.replace(/^FROM python:\S+/m, `FROM ${reference}`),
    );
    return timeBuild(subject, { which: 'changed', to: 'store' }, subject.services.length);
  },
};
