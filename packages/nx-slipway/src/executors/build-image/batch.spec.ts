import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildTasks } from '../../build/build-tasks';
import buildImageBatch from './batch';
import buildImage from './executor';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'batch-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A workspace whose projects have no images, so that no engine is called. */
function context(more: object = {}) {
  return {
    root,
    projectsConfigurations: { version: 2, projects: { a: { root: 'a' }, b: { root: 'b' } } },
    nxJsonConfiguration: {},
    projectName: 'a',
    targetName: 'build-image',
    ...more,
  } as unknown as ExecutorContext;
}

/** A graph as Nx hands it over, with the edges of one of its versions. */
function graph(dependencies: object) {
  return {
    tasks: Object.fromEntries(
      ['a', 'b'].map((project) => [
        `${project}:build-image`,
        { id: `${project}:build-image`, target: { project, target: 'build-image' } },
      ]),
    ),
    dependencies,
  } as unknown as TaskGraph;
}

async function collect(dependencies: object, given = context(), inputs = {}) {
  const results = [];
  for await (const each of buildImageBatch(graph(dependencies), inputs, {}, given)) {
    results.push(each);
  }
  return results;
}

describe('the batch', () => {
  test.each([
    ['strings', { 'b:build-image': ['a:build-image'] }],
    ['objects', { 'b:build-image': [{ id: 'a:build-image' }], 'a:build-image': [] }],
  ])('has a result for every task, with edges that are %s', async (_, dependencies) => {
    const results = await collect(dependencies);
    expect(results.map(({ task, result }) => [task, result.success])).toEqual([
      ['a:build-image', false],
      ['b:build-image', false],
    ]);
    expect(results[0]?.result.terminalOutput).toMatch(/^the project a \(a\) has no Dockerfile\n/);
  });

  test('fails a task with an option that there is none of, and says which one is meant', async () => {
    const results = await collect({}, context(), { 'b:build-image': { platform: 'linux/arm64' } });
    expect(results.map(({ result }) => result.terminalOutput.split('\n').slice(0, 2))).toEqual([
      ['the project a (a) has no Dockerfile', expect.stringContaining('service a')],
      ['b:build-image has no option `platform`', '  Did you mean `--platforms`?'],
    ]);
  });

  test('fails a task with a value that its option cannot have, and says what to write', async () => {
    const wrong = { compression: 'bz2', platforms: true, __unparsed__: ['--compression=bz2'] };
    const results = await collect({}, context(), { 'b:build-image': wrong });
    expect(results[1]?.result.terminalOutput.split('\n').slice(0, 4)).toEqual([
      'invalid value "bz2" for the option `compression` of b:build-image',
      '  Write gzip, zstd or estargz: nx run b:build-image --compression=gzip',
      'invalid value true for the option `platforms` of b:build-image',
      '  Write a list of texts: "platforms": ["…"]',
    ]);
  });

  test('fails every task where the workspace cannot be read, and does not throw', async () => {
    const results = await collect({}, context({ projectsConfigurations: undefined }));
    expect(results.map(({ result }) => result.success)).toEqual([false, false]);
    expect(results[0]?.result.terminalOutput).toMatch(/^Unexpected error in nx-slipway/);
  });
});

test('signals are watched no longer than tasks are built', async () => {
  const before = process.listenerCount('SIGINT');
  for await (const _ of buildTasks([], context()));
  expect(process.listenerCount('SIGINT')).toBe(before);
});

test('a single task prints what a batch would return', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    expect(await buildImage({}, context())).toEqual({ success: false });
    expect(write.mock.calls.flat().join('')).toContain('the project a (a) has no Dockerfile');
  } finally {
    write.mockRestore();
  }
});
