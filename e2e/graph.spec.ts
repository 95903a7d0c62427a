import { expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { ISOLATED } from './e2e-env.ts';
import { projectGraph } from './project-graph.ts';
import { scene } from './scene.ts';

test('nx graph has the edges of the Dockerfiles and of the Python projects', async () => {
  const { edges, roots } = await projectGraph();

  expect(edges).toMatchObject({
    api: ['greetings', 'python'],
    mail: ['greetings', 'python'],
    shop: ['greetings', 'python'],
    worker: ['greetings', 'python'],
    greetings: [],
    python: [],
  });
  expect(roots.api).toBe('services/api');
});

test('nx show project lists the targets of a service', async () => {
  const isolated = { ...scene, env: { ...scene.env, ...ISOLATED } };
  const text = await runQuiet(isolated, 'nx', ['show', 'project', 'api', '--json']);
  const { targets, tags, projectType } = JSON.parse(text);

  expect(projectType).toBe('application');
  expect(Object.keys(targets)).toEqual(expect.arrayContaining(['build-image', 'run-image']));
  expect(targets['build-image']).toMatchObject({
    executor: 'nx-slipway:build-image',
    cache: false,
    options: { secrets: ['id=pip-conf,src=pip.conf'] },
  });
  expect(targets['run-image']).toMatchObject({
    executor: 'nx-slipway:run-image',
    continuous: true,
  });
  expect(tags ?? []).not.toContain('docker');
});
