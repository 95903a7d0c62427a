import type { Contender } from '../contender.ts';
import { setUpPeerGraph } from '../graph/set-up-peer-graph.ts';
import { setUpPeer } from '../workspace/set-up-peer.ts';

const version = '23.2.1';
const packages = { nx: version, '@nx/devkit': version, '@nx/docker': version };

/** Nx's own plugin, on the Nx it belongs to. What is affected is what it infers from a project's files. */
export const nxDocker: Contender = {
  name: 'nx-docker',
  about: `@nx/docker ${version} on Nx ${version}`,
  setUp: (ground) => setUpPeer(ground, { packages, target: 'docker:build', planTargets }),
  setUpGraph: (ground) => setUpPeerGraph(ground, { packages, plugin: '@nx/docker' }),
};

/** What nx.json and the project of the base stages say: each image by its name, `.` as its context. */
function planTargets(images: string) {
  const args = (name: string, more: readonly string[]) => ({
    args: [`--tag ${images}/${name}`, '--provenance=false', ...more, '--load'],
    configurations: {
      registry: {
        // A configuration does not inherit it.
        cwd: '.',
        args: [
          ...[`--tag ${images}/${name}`, '--provenance=false', ...more, '--push'],
          `--cache-from type=registry,ref=${images}/${name}:cache`,
          `--cache-to type=registry,ref=${images}/${name}:cache,mode=max`,
        ],
      },
    },
  });
  const service = args('{projectName}', ['--file {projectRoot}/Dockerfile']);
  const stage = (name: string, more: readonly string[] = []) => {
    const file = '--file images/python/Dockerfile';
    const { configurations, ...options } = args(name, [file, `--target ${name}`, ...more]);
    return { options, configurations };
  };
  const buildArgs = ['UV_DEFAULT_INDEX', 'PIP_INDEX_URL', 'PIP_TRUSTED_HOST'];
  return {
    nxJson: {
      plugins: [
        {
          plugin: '@nx/docker',
          options: {
            buildTarget: { name: 'docker:build', cwd: '.', skipDefaultTag: true, ...service },
          },
        },
      ],
      targetDefaults: { 'docker:build': { dependsOn: ['^docker:build'] } },
    },
    python: {
      targets: {
        'docker:base': { command: 'docker build .', ...stage('base') },
        'docker:build': {
          dependsOn: ['docker:base'],
          ...stage(
            'base-builder',
            buildArgs.map((name) => `--build-arg ${name}`),
          ),
        },
      },
    },
  };
}
