import { buildFirst } from '../build-first.ts';
import type { Case } from '../case.ts';
import { commitChange } from '../commit-change.ts';
import { makeNewBase } from '../make-new-base.ts';
import type { Subject } from '../subject.ts';
import { timeBuild } from '../time-build.ts';

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
