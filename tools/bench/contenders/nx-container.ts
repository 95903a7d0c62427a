import type { Contender } from '../contender.ts';
import { setUpPeerGraph } from '../graph/set-up-peer-graph.ts';
import { setUpPeer } from '../workspace/set-up-peer.ts';

const [version, nx] = ['7.3.0', '23.2.1'];
const packages = {
  ...{ nx, '@nx/devkit': nx, '@nx/js': nx, '@nx-tools/nx-container': version },
  ...{ dotenv: '18.0.10', tslib: '2.9.1' },
};

/** The plugin of the nx-tools, on the newest Nx it takes. */
export const nxContainer: Contender = {
  name: 'nx-container',
  about: `@nx-tools/nx-container ${version} on Nx ${nx}`,
  setUp: (ground) => setUpPeer(ground, { packages, target: 'container', planTargets }),
  setUpGraph: (ground) => setUpPeerGraph(ground, { packages, plugin: '@nx-tools/nx-container' }),
};

/** What nx.json and the project of the base stages say: each image by its name, `.` as its context. */
function planTargets(images: string) {
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
          ...options('{projectName}', {}),
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
            'build-args': ['UV_DEFAULT_INDEX', 'PIP_INDEX_URL', 'PIP_TRUSTED_HOST'],
          }),
        },
      },
    },
  };
}
