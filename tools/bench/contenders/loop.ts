import { chmod, cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from '../contender.ts';
import { indexEnv } from '../index-env.ts';
import { runPatiently } from '../measure/run-patiently.ts';
import { writeDockerfiles } from '../workspace/write-dockerfiles.ts';
import { writeFilled } from '../workspace/write-filled.ts';

/** A script that builds one image after the other, the bases first. */
export const loop: Contender = {
  name: 'loop',
  about: 'a script of docker buildx build',
  setUp: async (ground) => {
    const { scene, engine, sources, registry, namespace } = ground;
    await cp(sources, scene.folder, { recursive: true });
    const images = `${registry}/${namespace}`;
    await writeDockerfiles({ ...ground, stages: `${images}/` });
    const file = 'build-images.sh';
    const values = { '@images@': images };
    await writeFilled(scene.folder, [{ template: 'loop/build-images.sh', file, values }]);
    await chmod(join(scene.folder, file), 0o755);
    return {
      env: indexEnv(engine.index),
      build: (at, { to }) =>
        runPatiently(at, './build-images.sh', [to === 'store' ? '--load' : '--push']),
    };
  },
};
