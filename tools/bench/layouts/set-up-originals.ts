import { join } from 'node:path';
import { seedProject } from '../../../packages/nx-slipway/test-support/seed-projects.ts';
import { runQuiet } from '../../demo/run-quiet.ts';
import { commitAll } from '../../demo/workspace/commit-all.ts';
import { pipConf } from '../../demo/workspace/make-workspace.ts';
import { runPatiently } from '../measure/run-patiently.ts';
import { writeFilled } from '../workspace/write-filled.ts';
import { writeAll } from './locks.ts';
import type { Shape } from './shape.ts';
import type { Ground, Subject } from './subject.ts';

/** Writes a folder for each shape with its code base and the Dockerfile made after its text. */
export async function setUpOriginals(
  ground: Ground,
  shapes: readonly Shape[],
  side: string,
): Promise<Subject> {
  const { engine, base, full, locks, namespace } = ground;
  const folder = join(ground.scene.folder, side);
  const scene = { ...ground.scene, folder };
  const imageOf = ({ name }: Shape): string => `${namespace}/${side}-${name}`;
  for (const { name, app, original } of shapes) {
    await writeAll(join(folder, name), {
      ...seedProject(app, app, engine.index.buildUrl),
      'poetry.lock': locks[app].first,
    });
    await writeFilled(folder, [
      {
        template: `layouts/originals/${original.dockerfile}.Dockerfile`,
        file: `${name}/Dockerfile`,
        values: { '@base@': base, '@full@': full },
      },
      { template: 'layouts/originals/dockerignore', file: `${name}/.dockerignore` },
    ]);
  }
  await writeAll(folder, { 'pip.conf': pipConf(engine.index) });
  await runQuiet(scene, 'git', ['init', '--quiet', '--initial-branch=main']);
  await commitAll(scene, 'As it is at first');
  return {
    ...{ scene, imageOf, projectOf: ({ name }) => name },
    build: (shape) =>
      runPatiently(scene, 'docker', [
        ...['buildx', 'build', '--load', '--provenance=false', `--tag=${imageOf(shape)}`],
        ...['--secret=id=pip-conf,src=pip.conf'],
        ...(shape.original.target ? [`--target=${shape.original.target}`] : []),
        shape.name,
      ]),
  };
}
