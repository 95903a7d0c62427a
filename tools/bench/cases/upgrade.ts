import { changeFiles } from '../../demo/workspace/change-files.ts';
import { restoreWorkspace } from '../../demo/workspace/restore-workspace.ts';
import { proofSeconds } from '../calls/proof-seconds.ts';
import { readCalls } from '../calls/read-calls.ts';
import type { Case } from '../case.ts';
import { makeNewBase } from '../measure/make-new-base.ts';
import { timeBuild } from '../measure/time-build.ts';
import { commitBase } from '../workspace/commit-base.ts';
import { lockProjects } from '../workspace/lock-projects.ts';
import type { Subject } from '../workspace/subject.ts';

const OLDER = '3.11-slim-bookworm';

/**
 * From an older Python and an older Debian release to the usual ones, under all services. nx-slipway plans the upgrade,
 * starts every image on both bases and compares them; a bake file only builds.
 */
export const upgrade: Case<Subject> = {
  name: 'upgrade',
  title: 'A newer Python, proven',
  of: ['nx-slipway', 'raw-bake'],
  bases: [OLDER],
  measure: async (subject) => {
    await buildOnOlder(subject);
    // No step has run on it; the packages for its Python are near since the bench was set up.
    const reference = await makeNewBase(subject);
    const order = { which: 'changed', to: 'store' } as const;
    const due = subject.services.length;
    const { upgrade: prove } = subject.builder;
    if (!prove) {
      await commitBase(subject.scene, reference);
      return timeBuild(subject, order, due);
    }
    let printed = '';
    const build: Subject['builder']['build'] = async (scene) => {
      printed = await prove(scene, reference);
    };
    const proving = { ...subject, builder: { ...subject.builder, build } };
    const measured = await timeBuild(proving, order, due);
    const [plan = ''] = /^python: [\s\S]*?^Then: .*$/m.exec(printed) ?? [];
    return {
      ...measured,
      proof: proofSeconds(await readCalls(subject.calls)),
      plan: plan.replaceAll(subject.registry, 'registry.example'),
    };
  },
};

/** Brings a contender to where all is built on the older base. */
async function buildOnOlder(subject: Subject): Promise<void> {
  const { scene, services, builder } = subject;
  await restoreWorkspace(scene);
  await changeFiles(
    scene.folder,
    services.map(({ name }) => ({
      file: `services/${name}/pyproject.toml`,
      pieces: [['requires-python = ">=3.13"', 'requires-python = ">=3.11"']],
    })),
  );
  await lockProjects(subject);
  await commitBase(scene, `python:${OLDER}`);
  await builder.build(scene, { which: 'all', to: 'store' });
}
