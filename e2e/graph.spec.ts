import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { scene } from './scene.ts';

type Graph = {
  readonly graph: {
    readonly nodes: Readonly<Record<string, { readonly data: { readonly root: string } }>>;
    readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
  };
};

test('nx graph has the edges of the Dockerfiles and of the Python projects', async () => {
  const file = join(scene.folder, '.nx/graph.json');
  await runQuiet(scene, 'nx', ['graph', `--file=${file}`]);
  const { graph } = JSON.parse(await readFile(file, 'utf8')) as Graph;
  await rm(file);

  const edges = Object.entries(graph.dependencies).map(
    ([name, targets]) => [name, targets.map(({ target }) => target).sort()] as const,
  );
  expect(Object.fromEntries(edges)).toMatchObject({
    api: ['greetings', 'python'],
    mail: ['greetings', 'python'],
    shop: ['greetings', 'python'],
    worker: ['greetings', 'python'],
    greetings: [],
    python: [],
  });
  expect(graph.nodes.api?.data.root).toBe('services/api');
});

test('nx show project lists the targets of a service', async () => {
  const text = await runQuiet(scene, 'nx', ['show', 'project', 'api', '--json']);
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
