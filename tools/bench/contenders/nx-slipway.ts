import { cp } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';
import { makeWorkspace, newestNx } from '../../demo/workspace/make-workspace.ts';
import { packPackage } from '../../demo/workspace/pack-package.ts';
import { benchEnv } from '../bench-env.ts';
import type { Contender } from '../contender.ts';
import { setUpSlipwayGraph } from '../graph/set-up-slipway-graph.ts';
import { setNamespace } from '../workspace/set-namespace.ts';

/** This repository's plugin as its users have it: from its packed tarball, with what its generators write. */
export const nxSlipway: Contender = {
  name: 'nx-slipway',
  about: `this repository on Nx ${newestNx.nx}`,
  setUp: async ({ scene: { folder, env, abort }, engine, services, sources, ...ground }) => {
    const own = benchEnv(folder, engine);
    const scene: Scene = { folder, env: { ...env, ...own }, abort };
    const nx = (...args: readonly string[]): Promise<string> => runQuiet(scene, 'nx', args);
    const { tarball } = await packPackage(dirname(folder), abort);
    await makeWorkspace(scene, { name: 'workspace', tarball, index: engine.index });
    await cp(sources, folder, { recursive: true });
    await nx('g', 'nx-slipway:init');
    await setNamespace(folder, `${ground.registry}/${ground.namespace}`);
    // All packages have wheels: no contender's builder holds a compiler.
    await nx('g', 'nx-slipway:stack', 'python', '--build-apt=');
    for (const { name, role } of services) {
      await nx('g', 'nx-slipway:service', name, `--role=${role}`);
    }
    await nx('sync');
    return {
      env: own,
      build: async (at, { which, to, compression, platforms }) => {
        await runQuiet(at, 'nx', [
          ...(which === 'all' ? ['run-many'] : ['affected', '--base=HEAD~1']),
          ...['-t', 'build-image', ...(to === 'registry' ? ['--push'] : [])],
          ...(compression ? [`--compression=${compression}`] : []),
          // The stack's own images are for the machine that builds.
          ...(platforms
            ? [
                `--platforms=${platforms.join()}`,
                `--projects=${services.map(({ name }) => name).join()}`,
              ]
            : []),
        ]);
      },
      upgrade: (at, base) =>
        runQuiet(at, 'nx', ['g', 'nx-slipway:upgrade-base', 'python', `--to=${base}`, '--verify']),
    };
  },
  setUpGraph: setUpSlipwayGraph,
};
