import { cp } from 'node:fs/promises';
import { workspaceEnv } from '../../demo/workspace-env.ts';
import type { Contender } from '../contender.ts';
import { setUpPeerGraph } from '../graph/set-up-peer-graph.ts';
import { indexEnv } from '../index-env.ts';
import { makeNxWorkspace } from '../make-nx-workspace.ts';
import { runPatiently } from '../run-patiently.ts';
import { writeDockerfiles } from '../write-dockerfiles.ts';
import { writeProjectFiles } from '../write-project-files.ts';

const [version, nx] = ['7.3.0', '23.2.1'];
const packages = {
  ...{ nx, '@nx/devkit': nx, '@nx/js': nx, '@nx-tools/nx-container': version },
  ...{ dotenv: '18.0.10', tslib: '2.9.1' },
};

/** The plugin of the nx-tools, on the newest Nx it takes. */
export const nxContainer: Contender = {
  name: 'nx-container',
  about: `@nx-tools/nx-container ${version} on Nx ${nx}`,
  setUp: async (ground) => {
    const { scene, engine, services, sources, registry, namespace } = ground;
    const env = { ...workspaceEnv(scene.folder, engine), ...indexEnv(engine.index) };
    const own = { ...scene, env: { ...scene.env, ...env } };
    const { nxJson, python } = planTargets(`${registry}/${namespace}`);
    await makeNxWorkspace(own, { packages, nxJson });
    await cp(sources, scene.folder, { recursive: true });
    await writeDockerfiles(ground);
    await writeProjectFiles(scene.folder, services, { python });
    return {
      env,
      build: (at, { which, to }) =>
        runPatiently(at, 'nx', [
          ...(which === 'all' ? ['run-many'] : ['affected', '--base=HEAD~1']),
          ...['-t', 'container'],
          ...(to === 'registry' ? ['--configuration=registry'] : []),
        ]),
    };
  },
  setUpGraph: (ground) => setUpPeerGraph(ground, { packages, plugin: '@nx-tools/nx-container' }),
};

/** What nx.json and the project of the base stages say: each image by its name, `.` as its context. */
const planTargets = (images: string) => {
  const options = (name: string, more: Readonly<Record<string, unknown>>) => ({
    options: {
      ...{ tags: [`${images}/${name}`], load: true, provenance: 'false', quiet: true },
      ...more,
    },
    configurations: {
      registry: {
        ...{ load: false, push: true },
        'cache-from': [`type=registry,ref=${images}/${name}:cache`],
        'cache-to': [`type=registry,ref=${images}/${name}:cache,mode=max`],
      },
    },
  });
  return {
    nxJson: {
      plugins: ['@nx-tools/nx-container'],
      targetDefaults: {
        container: {
          dependsOn: ['^container'],
          ...options('{projectName}', {
            'build-contexts': [
              `base=docker-image://${images}/base`,
              `base-builder=docker-image://${images}/base-builder`,
            ],
          }),
        },
      },
    },
    python: {
      targets: {
        'container-base': {
          executor: '@nx-tools/nx-container:build',
          ...options('base', { file: 'images/python/Dockerfile', target: 'base' }),
        },
        container: {
          dependsOn: ['container-base'],
          ...options('base-builder', {
            target: 'base-builder',
            'build-contexts': [],
            'build-args': ['UV_DEFAULT_INDEX', 'PIP_INDEX_URL', 'PIP_TRUSTED_HOST'],
          }),
        },
      },
    },
  };
};
