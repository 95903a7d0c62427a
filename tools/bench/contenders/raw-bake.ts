import { cp } from 'node:fs/promises';
import type { Contender } from '../contender.ts';
import { indexEnv } from '../index-env.ts';
import { runPatiently } from '../measure/run-patiently.ts';
import { writeDockerfiles } from '../workspace/write-dockerfiles.ts';
import { writeFilled } from '../workspace/write-filled.ts';

/** A bake file as somebody writes it by hand who knows buildx well. */
export const rawBake: Contender = {
  name: 'raw-bake',
  about: 'a bake file by hand',
  setUp: async (ground) => {
    const { scene, engine, services, sources, registry, namespace } = ground;
    await cp(sources, scene.folder, { recursive: true });
    await writeDockerfiles({ ...ground, stages: '' });
    await writeFilled(scene.folder, [
      {
        template: 'raw-bake/docker-bake.hcl',
        file: 'docker-bake.hcl',
        values: {
          '"@services@"': services.map(({ name }) => `"${name}"`).join(', '),
          '@images@': `${registry}/${namespace}`,
        },
      },
    ]);
    return {
      env: indexEnv(engine.index),
      build: (at, { to, compression, platforms }) =>
        to === 'store'
          ? runPatiently(at, 'docker', [
              ...['buildx', 'bake', '--load'],
              ...(platforms ? [`--set=*.platform=${platforms.join()}`] : []),
            ])
          : runPatiently({ ...at, env: { ...at.env, PUSH: '1' } }, 'docker', [
              ...['buildx', 'bake', '--push'],
              ...(platforms ? [`--set=*.platform=${platforms.join()}`] : []),
              ...(compression
                ? [`--set=*.output=type=registry,oci-mediatypes=true,compression=${compression}`]
                : []),
            ]),
    };
  },
};
