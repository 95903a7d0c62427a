import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { bakePlanOf } from '../../test-support/plan-of';
import { type Recording, recordedEngine, vertexLine } from '../../test-support/recorded-engine';
import { runFactsOf } from '../../test-support/run-facts';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../test-support/workspace-files';
import type { BakeFile } from '../bake/bake-file';
import { KEY_LABEL } from '../images/model/key-label';
import type { RunCommand } from '../process/run-command';
import type { BuildTask, TaskOutcome } from './build-task';
import { buildImages } from './run';

const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...serviceFiles({ name: 'api' }),
  ...serviceFiles({ name: 'worker' }),
};
const facts = runFactsOf(files);
const tasks = buildTasksOf(['python', 'api', 'worker']);
function exported(name: string) {
  return vertexLine(`[${name}] exporting to image`);
}

/** Where records would be; each test begins with none. */
const recordsFolder = join(tmpdir(), `nx-slipway-records-${process.pid}`);
afterEach(() => rmSync(recordsFolder, { recursive: true, force: true }));

/** Builds on recorded calls; `seen` are the run folders of the calls, and what lay in them. */
async function build(
  subject: readonly BuildTask[],
  recordings: readonly Recording[],
  abort = new AbortController(),
  { workspaceRoot = '/workspace', onBake = () => {} } = {},
) {
  const engine = recordedEngine(recordings);
  const printed: string[] = [];
  const folders: { readonly path: string; readonly bakeFile: BakeFile }[] = [];
  const outcomes: TaskOutcome[] = [];
  const run: RunCommand = async (command, options) => {
    const file = command.args.find((arg) => arg.startsWith('--file='))?.slice('--file='.length);
    if (file?.endsWith('.json')) {
      onBake();
      folders.push({ path: join(file, '..'), bakeFile: JSON.parse(readFileSync(file, 'utf8')) });
    }
    return engine.run(command, options);
  };
  for await (const outcome of buildImages(subject, facts, {
    workspaceRoot,
    run,
    abort: abort.signal,
    environment: {},
    recordsFolder,
    print: (text) => printed.push(text),
    wait: async () => {},
  })) {
    outcomes.push(outcome);
  }
  return { outcomes, printed, folders, commands: engine.commands };
}

function successes(outcomes: readonly TaskOutcome[]) {
  return outcomes.map(({ task, success }) => [task, success]);
}

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
  expect(printed.at(-1)).toContain('3 built, 1 failed');
});

test('a problem that hits several images of a task is said once', async () => {
  const { outcomes } = await build(buildTasksOf(['python']), [
    { lines: ['docker: unknown command: docker buildx'], exitCode: 1 },
  ]);
  expect(outcomes[0]?.output.match(/has no buildx/g)).toHaveLength(1);
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

describe('print', () => {
  test('shows the plan the run would have, and calls nothing', async () => {
    const asked = buildTasksOf(['api'], { print: true });
    const { outcomes, printed, commands } = await build(asked, []);
    const { bakeFile } = bakePlanOf(asked, facts, {
      workspaceRoot: '/workspace',
      runFolder: '<run>',
    });
    expect(JSON.parse(printed.join('\n'))).toEqual(bakeFile);
    expect(outcomes).toEqual([{ task: 'api:build-image', success: true, output: '' }]);
    expect(commands).toEqual([]);
  });

  test('shows what podman would be given as well', async () => {
    const { printed, commands } = await build(
      buildTasksOf(['api'], { print: true, engine: 'podman' }),
      [],
    );
    const lines = printed
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith('podman '));
    expect(lines.every((line) => line.startsWith('podman build --format=docker '))).toBe(true);
    expect(lines.at(-1)).toContain(
      '--build-context=acme/python-base=container-image://<id of python-base>',
    );
    expect(commands).toEqual([]);
  });
});

describe('names that hold keys', () => {
  const keyed = { tags: ['type=key'] };
  const tagsOf = (bakeFile: BakeFile | undefined) => bakeFile?.target.api?.tags;

  test('are printed as the run would have them', async () => {
    const workspaceRoot = writeWorkspace();
    const run = await build(buildTasksOf(['api'], keyed), [{}, {}], undefined, { workspaceRoot });
    const shown = buildTasksOf(['api'], { ...keyed, print: true });
    const { printed, commands } = await build(shown, [], undefined, { workspaceRoot });
    rmSync(workspaceRoot, { recursive: true });
    const bakeFile = run.folders[0]?.bakeFile;
    const key = bakeFile?.target.api?.labels?.[KEY_LABEL];
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(tagsOf(bakeFile)).toEqual([`acme/api:${key}`]);
    expect(tagsOf(JSON.parse(printed.join('\n')))).toEqual([`acme/api:${key}`]);
    expect(commands).toEqual([]);
  });

  test('are no problem of a task that fails for another one', async () => {
    const [stack] = buildTasksOf(['python'], { ...keyed, context: 'nowhere' });
    const others = buildTasksOf(['python', 'api'], keyed).slice(1);
    const worker = buildTasksOf(['worker'], keyed);
    const asked = [...(stack ? [stack] : []), ...others, ...worker];
    const workspaceRoot = writeWorkspace();
    const { outcomes } = await build(asked, [{}, {}], undefined, { workspaceRoot });
    rmSync(workspaceRoot, { recursive: true });
    expect(successes(outcomes)).toEqual([
      ['python:build-image', false],
      ['api:build-image', false],
      ['worker:build-image', true],
    ]);
    expect(outcomes[1]?.output).toContain('python:build-image');
    expect(outcomes[1]?.output).not.toContain('key');
  });
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

/** Records of images. */
function readRecords(): readonly string[] {
  const folder = join(recordsFolder, 'images');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** All files of the workspace in a fresh folder. */
function writeWorkspace(): string {
  const workspaceRoot = mkdtempSync(join(tmpdir(), 'nx-slipway-edited-'));
  for (const file of Object.keys(files)) {
    mkdirSync(dirname(join(workspaceRoot, file)), { recursive: true });
    writeFileSync(join(workspaceRoot, file), files[file] ?? '');
  }
  return workspaceRoot;
}

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
