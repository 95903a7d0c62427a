import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Scene } from '../../demo/scene.ts';
import type { Built, Contender, Ground } from '../contender.ts';
import { runBake } from '../run-bake.ts';

/** A bake file and Dockerfiles as somebody writes them by hand who knows buildx and uv well. */
export const rawBake: Contender = {
  name: 'raw-bake',
  setUp: async ({ scene: { folder }, engine, services, sources, base, namespace }: Ground) => {
    await cp(sources, folder, { recursive: true });
    const files = [
      {
        template: 'docker-bake.hcl',
        file: 'docker-bake.hcl',
        values: {
          '"@services@"': services.map(({ name }) => `"${name}"`).join(', '),
          '@namespace@': namespace,
        },
      },
      { template: 'dockerignore', file: '.dockerignore', values: {} },
      { template: 'base.Dockerfile', file: 'images/python/Dockerfile', values: { '@base@': base } },
      ...services.map(({ name, module, role }) => ({
        template: `${role}.Dockerfile`,
        file: `services/${name}/Dockerfile`,
        values: { '@name@': name, '@module@': module },
      })),
    ];
    for (const each of files) {
      await writeFilled(folder, each);
    }
    const { buildUrl, trustedHost } = engine.index;
    return {
      // Variables of the bake file.
      env: { UV_DEFAULT_INDEX: buildUrl, PIP_INDEX_URL: buildUrl, PIP_TRUSTED_HOST: trustedHost },
      buildAll: build,
      buildChanged: build,
      imageOf: ({ name }) => `${namespace}/${name}`,
    };
  },
};

const build = (scene: Scene): Promise<Built> => runBake(scene, ['--load']);

const templates = fileURLToPath(new URL('../raw-bake', import.meta.url));

type Filled = {
  /** In the folder `raw-bake`. */
  readonly template: string;
  readonly file: string;
  /** What stands in the template, and what takes its place wherever it does. */
  readonly values: Readonly<Record<string, string>>;
};

const writeFilled = async (folder: string, { template, file, values }: Filled): Promise<void> => {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  const text = await readFile(join(templates, template), 'utf8');
  const filled = Object.entries(values).reduce(
    (changed, [mark, value]) => changed.replaceAll(mark, value),
    text,
  );
  await writeFile(path, filled);
};
