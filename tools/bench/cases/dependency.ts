import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { timeBuild } from '../measure/time-build.ts';
import { commitChange } from '../workspace/commit-change.ts';
import { firstService } from '../workspace/first-service.ts';
import { lockProjects } from '../workspace/lock-projects.ts';
import { newPackageOf } from '../workspace/new-packages.ts';
import type { Subject } from '../workspace/subject.ts';

/** A package from the index that no service had before, in one service. */
export const dependency: Case<Subject> = {
  name: 'dependency',
  title: 'A new dependency',
  measure: async (subject, run) => {
    await buildFirst(subject);
    // Another one in each run: the engine remembers what earlier ones have installed.
    const name = newPackageOf(run);
    const { name: service } = firstService(subject);
    await commitChange(
      subject.scene,
      `services/${service}/pyproject.toml`,
      (text) => text.replace('dependencies = [\n', `dependencies = [\n    "${name}",\n`),
      () => lockProjects(subject, { fetch: name }),
    );
    return timeBuild(subject, { which: 'changed', to: 'store' }, 1);
  },
};
