import { cp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runQuiet } from '../../demo/run-quiet.ts';
import { makeWorkspace } from '../../demo/workspace/make-workspace.ts';
import { packPackage } from '../../demo/workspace/pack-package.ts';
import { benchEnv } from '../bench-env.ts';
import type { GraphGround, GraphWorkspace } from '../contender.ts';
import type { Service } from '../workspace/service.ts';

/**
 * Makes a workspace of nx-slipway with many projects: its generators write the files of one service of each
 * role, and the others get the same under their names.
 */
export async function setUpSlipwayGraph({
  scene: { folder, env, abort },
  engine,
  services,
  sources,
  firstSources,
}: GraphGround): Promise<GraphWorkspace> {
  const own = benchEnv(folder, engine);
  const scene = { folder, env: { ...env, ...own }, abort };
  const nx = (...args: readonly string[]): Promise<string> => runQuiet(scene, 'nx', args);
  const { tarball } = await packPackage(dirname(folder), abort);
  await makeWorkspace(scene, { name: 'workspace', tarball, index: engine.index });
  await cp(firstSources, folder, { recursive: true });
  await nx('g', 'nx-slipway:init');
  await nx('g', 'nx-slipway:stack', 'python', '--build-apt=');
  const models = services.slice(0, 2);
  for (const { name, role } of models) {
    await nx('g', 'nx-slipway:service', name, `--role=${role}`);
  }
  await cp(sources, folder, { recursive: true });
  for (const service of services.slice(models.length)) {
    const model = models.find(({ role }) => role === service.role);
    if (model) {
      await copyAs(folder, model, service);
    }
  }
  return { env: own };
}

async function copyAs(folder: string, model: Service, service: Service): Promise<void> {
  for (const file of ['Dockerfile', 'Dockerfile.dockerignore']) {
    const text = await readFile(join(folder, 'services', model.name, file), 'utf8');
    const named = text
      .replaceAll(model.name, service.name)
      .replaceAll(model.module, service.module);
    await writeFile(join(folder, 'services', service.name, file), named);
  }
}
