import { afterEach, beforeAll, expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { edit } from './edit.ts';
import { nx } from './nx.ts';
import { projectGraph } from './project-graph.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

/** The newest there is; it takes Nx from 22 on. */
const VERSION = '23.1.1';

const nxlv = { plugin: '@nxlv/python', options: { packageManager: 'uv', inferDependencies: true } };

/** What its generator writes for a project, as far as it matters here. */
const projectJson = {
  name: 'api',
  projectType: 'application',
  sourceRoot: 'services/api/src',
  targets: {
    lock: { executor: '@nxlv/python:lock', options: { update: false } },
    build: {
      executor: '@nxlv/python:build',
      outputs: ['{projectRoot}/dist'],
      options: { outputPath: '{projectRoot}/dist', lockedVersions: true },
      cache: true,
    },
  },
};

beforeAll(async () => {
  await runQuiet(scene, 'npm', [
    ...['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    `@nxlv/python@${VERSION}`,
  ]);
});

afterEach(restore);

test.each(['before', 'after'])(
  'with @nxlv/python %s this plugin both have their targets and edges, and images are built',
  async (order) => {
    await edit('nx.json', (text) => {
      const nxJson = JSON.parse(text);
      const [...plugins] = nxJson.plugins;
      nxJson.plugins = order === 'before' ? [nxlv, ...plugins] : [...plugins, nxlv];
      return JSON.stringify(nxJson);
    });
    await edit('services/api/project.json', () => JSON.stringify(projectJson));

    const { targets, edges } = await projectGraph();
    expect(edges).toMatchObject({
      api: ['greetings', 'python'],
      worker: ['greetings', 'python'],
      greetings: [],
      python: [],
    });
    expect(targets.api).toEqual(['build', 'build-image', 'lock', 'push-image', 'run-image']);

    const { exitCode, output } = await nx(['run-many', '-t', 'build-image']);
    expect(output).toContain('Successfully ran target build-image');
    expect(exitCode).toBe(0);
  },
);
