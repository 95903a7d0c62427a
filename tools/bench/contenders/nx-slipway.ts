import { cp } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { makeWorkspace } from '../../demo/make-workspace.ts';
import { packPackage } from '../../demo/pack-package.ts';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';
import { workspaceEnv } from '../../demo/workspace-env.ts';
import type { Built, Contender, Ground } from '../contender.ts';
import { readBuilt } from '../read-built.ts';

/** This repository's plugin as its users have it: from its packed tarball, with what its generators write. */
export const nxSlipway: Contender = {
  name: 'nx-slipway',
  setUp: async ({ scene: { folder, abort }, engine, services, sources, namespace }: Ground) => {
    const env = workspaceEnv(folder, engine);
    const scene: Scene = { folder, env, abort };
    const nx = (...args: readonly string[]): Promise<string> => runQuiet(scene, 'nx', args);
    const { tarball } = await packPackage(dirname(folder), abort);
    await makeWorkspace(scene, { name: `@${namespace}/workspace`, tarball, index: engine.index });
    await cp(sources, folder, { recursive: true });
    await nx('g', 'nx-slipway:init');
    // All packages have wheels: neither contender's builder holds a compiler.
    await nx('g', 'nx-slipway:stack', 'python', '--build-apt=');
    for (const { name, role } of services) {
      await nx('g', 'nx-slipway:service', name, `--role=${role}`);
    }
    await nx('sync');
    return {
      env,
      buildAll: (at) => build(at, ['run-many', '-t', 'build-image']),
      buildChanged: (at) => build(at, ['affected', '-t', 'build-image', '--base=HEAD~1']),
      imageOf: ({ name }) => `${namespace}/${name}`,
    };
  },
};

const build = async (scene: Scene, args: readonly string[]): Promise<Built> =>
  readBuilt(stripVTControlCharacters(await runQuiet(scene, 'nx', args)));
