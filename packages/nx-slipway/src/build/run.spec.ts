import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import {
  build,
  exported,
  facts,
  readRecords,
  recordsFolder,
  successes,
  tasks,
  writeWorkspace,
} from '../../test-support/built-run';
import { bakePlanOf } from '../../test-support/plan-of';
import { vertexLine } from '../../test-support/recorded-engine';
import { KEY_LABEL } from '../images/model/key-label';
import { buildImages } from './run';

afterEach(() => rmSync(recordsFolder, { recursive: true, force: true }));

test('a task is done when the last of its images is', async () => {
  const lines = ['python-base', 'worker', 'python-base-builder', 'api'].map(exported);
  const { outcomes, printed } = await build(tasks, [{ lines }, {}]);
  expect(outcomes.map(({ task, output }) => [task, output])).toEqual([
    ['worker:build-image', 'worker built'],
    ['python:build-image', 'python-base built\npython-base-builder built'],
    ['api:build-image', 'api built'],
  ]);
  expect(printed.at(-1)).toContain('4 built, 0 steps run, 0 cached, 1 engine invocation');
});

test('the files of the plan lie in a folder that is gone afterwards', async () => {
  const workspaceRoot = writeWorkspace();
  const { folders } = await build(tasks, [{}, {}], undefined, { workspaceRoot });
  const [{ path, bakeFile } = { path: '', bakeFile: { group: {}, target: {} } }] = folders;
  const { bakeFile: planned } = bakePlanOf(tasks, facts, { workspaceRoot, runFolder: path });
  rmSync(workspaceRoot, { recursive: true });
  expect(Object.keys(bakeFile.target)).toEqual(Object.keys(planned.target));
  expect(bakeFile.target.api?.labels).toEqual({
    ...planned.target.api?.labels,
    [KEY_LABEL]: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(existsSync(path)).toBe(false);
});

test('a failed image fails its task with what the step printed', async () => {
  const { outcomes, printed } = await build(tasks, [
    {
      lines: [
        exported('python-base'),
        vertexLine('[api application 2/2] RUN x', { error: 'exit code: 1' }),
        'ERROR: target api: failed to solve',
      ],
      exitCode: 1,
    },
    {},
  ]);
  expect(successes(outcomes)).toEqual([
    ['api:build-image', false],
    ['python:build-image', true],
    ['worker:build-image', true],
  ]);
  expect(outcomes[0]?.output).toContain('api failed at: RUN x\nexit code: 1');
  expect(printed.join('\n')).toContain('[api] RUN x  FAILED');
  expect(printed.at(-2)).toContain('3 built, 1 failed');
  expect(printed.at(-1)).toContain('api failed at: RUN x');
});

test('a problem that hits all images is a line in each task, and is told in full once', async () => {
  const { outcomes, printed } = await build(tasks, [
    { lines: ['docker: unknown command: docker buildx'], exitCode: 1 },
  ]);
  expect(outcomes.map(({ output }) => output)).toEqual(
    Array(3).fill('the command `docker` has no buildx'),
  );
  expect(printed.join('\n').match(/Install the buildx plugin/g)).toHaveLength(1);
  expect(printed.at(-1)).toContain('has no buildx\n  Install');
});

test('tasks with problems fail first, and without any other the engine is not called', async () => {
  const nowhere = buildTasksOf(['nowhere']);
  const { outcomes, commands } = await build(nowhere, []);
  expect(successes(outcomes)).toEqual([['nowhere:build-image', false]]);
  expect(commands).toEqual([]);
  const both = await build([...tasks, ...nowhere], [{}, {}]);
  expect(successes(both.outcomes)[0]).toEqual(['nowhere:build-image', false]);
  expect(both.outcomes).toHaveLength(4);
});

test('what was not built when the run is stopped has an outcome as well', async () => {
  const abort = new AbortController();
  abort.abort();
  const { outcomes } = await build(tasks, [], abort);
  expect(successes(outcomes)).toEqual(tasks.map(({ id }) => [id, false]));
  expect(outcomes[0]?.output).toBe('Stopped before it was built.');
});

test('an image whose files change while it is built is not remembered under their key', async () => {
  const api = buildTasksOf(['api']);
  const vertex = '[api] exporting to image';
  const statuses = [{ vertex, id: `exporting manifest sha256:${'1'.repeat(64)}` }];
  const recordings = [{ lines: [JSON.stringify({ statuses }), exported('api')] }, {}];
  const workspaceRoot = writeWorkspace();
  const onBake = () => {
    mkdirSync(join(workspaceRoot, 'services/api/src'), { recursive: true });
    writeFileSync(join(workspaceRoot, 'services/api/src/saved.py'), '');
  };
  await build(api, recordings, undefined, { workspaceRoot, onBake });
  expect(readRecords()).toEqual([]);
  await build(api, recordings, undefined, { workspaceRoot });
  expect(readRecords()).toHaveLength(1);
  rmSync(workspaceRoot, { recursive: true });
});

test('nor is one of which a file was saved and put back', async () => {
  const workspaceRoot = writeWorkspace();
  const vertex = '[api] exporting to image';
  const statuses = [{ vertex, id: `exporting manifest sha256:${'1'.repeat(64)}` }];
  const recordings = [{ lines: [JSON.stringify({ statuses }), exported('api')] }, {}];
  const saved = (file: string) => () => {
    const path = join(workspaceRoot, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, `${text}# more`);
    writeFileSync(path, text);
  };
  for (const file of ['src/api/__init__.py', 'Dockerfile'].map((name) => `services/api/${name}`)) {
    const onBake = saved(file);
    await build(buildTasksOf(['api']), recordings, undefined, { workspaceRoot, onBake });
    expect(readRecords()).toEqual([]);
  }
  rmSync(workspaceRoot, { recursive: true });
});

test.each([
  [{ failure: 'spawn docker ENOENT' }, /the command `docker` is not installed/],
  [{ exitCode: 1, stderr: 'Cannot connect to the Docker daemon at unix:///x' }, /Docker daemon/],
])('--explain says that no engine answers: %j', async (outcome, expected) => {
  const explaining = buildTasksOf(['api'], { explain: true });
  const outcomes = buildImages(explaining, facts, {
    workspaceRoot: '/workspace',
    environment: {},
    run: async () => ({ stdout: '', stderr: '', ...outcome }),
    abort: new AbortController().signal,
    recordsFolder,
    print: () => {},
    wait: async () => {},
  });
  await expect(outcomes.next()).rejects.toThrow(expected);
});
