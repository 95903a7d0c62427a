import { join } from 'node:path';
import {
  SEED_SERVICES,
  seedStacks,
} from '../../../packages/nx-slipway/test-support/seed-images.ts';
import { seedProject } from '../../../packages/nx-slipway/test-support/seed-projects.ts';
import { runQuiet } from '../../demo/run-quiet.ts';
import { commitAll } from '../../demo/workspace/commit-all.ts';
import { makeWorkspace } from '../../demo/workspace/make-workspace.ts';
import { packPackage } from '../../demo/workspace/pack-package.ts';
import { benchEnv } from '../bench-env.ts';
import { setNamespace } from '../workspace/set-namespace.ts';
import { writeAll } from './locks.ts';
import type { Shape } from './shape.ts';
import type { Ground, Subject } from './subject.ts';

/** Has the generators of the packed plugin write every shape by options alone, in one workspace. */
export async function setUpSlipway(ground: Ground, shapes: readonly Shape[]): Promise<Subject> {
  const { engine, full, locks, namespace } = ground;
  const folder = join(ground.scene.folder, 'workspace');
  const env = benchEnv(folder, engine);
  const scene = { ...ground.scene, folder, env: { ...ground.scene.env, ...env } };
  const nx = (...args: readonly string[]): Promise<string> => runQuiet(scene, 'nx', args);
  const { tarball } = await packPackage(ground.scene.folder, scene.abort);
  await makeWorkspace(scene, { name: 'workspace', tarball, index: engine.index });
  await nx('g', 'nx-slipway:init');
  await setNamespace(folder, namespace);
  for (const { app, slipway } of shapes) {
    await writeAll(join(folder, `services/${slipway.project}`), {
      ...seedProject(app, slipway.project, engine.index.buildUrl),
      'poetry.lock': locks[app].first,
    });
  }
  const projects = new Set(shapes.map(({ slipway }) => slipway.project));
  const services = SEED_SERVICES.filter(({ name }) => projects.has(name));
  const stacks = new Set(services.map(({ stack }) => stack));
  for (const stack of seedStacks(full).filter(({ name }) => stacks.has(name))) {
    await nx('g', 'nx-slipway:stack', ...asArguments(stack));
  }
  for (const service of services) await nx('g', 'nx-slipway:service', ...asArguments(service));
  await nx('sync');
  await commitAll(scene, 'As it is at first');
  return {
    scene,
    projectOf: ({ slipway }) => `services/${slipway.project}`,
    imageOf: ({ slipway: { project, image } }) =>
      `${namespace}/${project}${image ? `-${image}` : ''}`,
    async build({ slipway: { project, image } }) {
      await nx('build-image', project, ...(image ? [`--image=${image}`] : []));
    },
  };
}

/** Options of a generator as they are typed. */
function asArguments({ name, ...options }: { readonly name: string }): readonly string[] {
  const typed = Object.entries(options).map(([option, value]) => {
    const words = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return `--${words}=${Array.isArray(value) ? value.join(',') : value}`;
  });
  return [name, ...typed];
}
