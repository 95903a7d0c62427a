import { cp } from 'node:fs/promises';
import { workspaceEnv } from '../../demo/workspace-env.ts';
import type { Contender } from '../contender.ts';
import { setUpPeerGraph } from '../graph/set-up-peer-graph.ts';
import { indexEnv } from '../index-env.ts';
import { makeNxWorkspace } from '../make-nx-workspace.ts';
import { runPatiently } from '../run-patiently.ts';
import { writeDockerfiles } from '../write-dockerfiles.ts';
import { writeProjectFiles } from '../write-project-files.ts';

const version = '23.2.1';
const packages = { nx: version, '@nx/devkit': version, '@nx/docker': version };

/** Nx's own plugin, on the Nx it belongs to. What is affected is what it infers from a project's files. */
export const nxDocker: Contender = {
  name: 'nx-docker',
  about: `@nx/docker ${version} on Nx ${version}`,
  setUp: async (ground) => {
    const { scene, engine, services, sources, registry, namespace } = ground;
    const images = `${registry}/${namespace}`;
    const env = { ...workspaceEnv(scene.folder, engine), ...indexEnv(engine.index) };
    const own = { ...scene, env: { ...scene.env, ...env } };
    const { nxJson, python } = planTargets(images);
    await makeNxWorkspace(own, { packages, nxJson });
    await cp(sources, scene.folder, { recursive: true });
    await writeDockerfiles(ground);
    await writeProjectFiles(scene.folder, services, { python });
    return {
      env,
      build: (at, { which, to }) =>
        runPatiently(at, 'nx', [
          ...(which === 'all' ? ['run-many'] : ['affected', '--base=HEAD~1']),
          ...['-t', 'docker:build'],
          ...(to === 'registry' ? ['--configuration=registry'] : []),
        ]),
    };
  },
  setUpGraph: (ground) => setUpPeerGraph(ground, { packages, plugin: '@nx/docker' }),
};

/** What nx.json and the project of the base stages say: each image by its name, `.` as its context. */
const planTargets = (images: string) => {
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
  const service = args('{projectName}', [
    '--file {projectRoot}/Dockerfile',
    `--build-context base=docker-image://${images}/base`,
    `--build-context base-builder=docker-image://${images}/base-builder`,
  ]);
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
};
