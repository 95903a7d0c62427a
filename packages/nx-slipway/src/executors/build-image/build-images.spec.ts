import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { type Recording, recordedEngine, vertexLine } from '../../../test-support/recorded-engine';
import { runFactsOf } from '../../../test-support/run-facts';
import { rootFiles, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import { planBake } from '../../bake/plan-bake';
import type { RunCommand } from '../../engine/run-command';
import { buildImages } from './build-images';
import type { BuildTask, TaskOutcome } from './build-task';
import { planRun } from './plan-run';

const facts = runFactsOf({
  ...rootFiles(),
  ...stackFiles(),
  ...serviceFiles({ name: 'api' }),
  ...serviceFiles({ name: 'worker' }),
});
const tasks = buildTasksOf(['python', 'api', 'worker']);
const exported = (name: string) => vertexLine(`[${name}] exporting to image`);

/** Builds on recorded calls; `seen` are the run folders of the calls, and what lay in them. */
async function build(
  subject: readonly BuildTask[],
  recordings: readonly Recording[],
  abort = new AbortController(),
) {
  const engine = recordedEngine(recordings);
  const printed: string[] = [];
  const folders: { readonly path: string; readonly bakeFile: unknown }[] = [];
  const outcomes: TaskOutcome[] = [];
  const run: RunCommand = async (command, options) => {
    const file = command.args.find((arg) => arg.startsWith('--file='))?.slice('--file='.length);
    if (file) {
      folders.push({ path: join(file, '..'), bakeFile: JSON.parse(readFileSync(file, 'utf8')) });
    }
    return engine.run(command, options);
  };
  const plan = planRun(subject, facts);
  for await (const outcome of buildImages(plan, {
    workspaceRoot: '/workspace',
    run,
    abort: abort.signal,
    print: (text) => printed.push(text),
    wait: async () => {},
    onPushed: () => {},
  })) {
    outcomes.push(outcome);
  }
  return { plan, outcomes, printed, folders, commands: engine.commands };
}

const successes = (outcomes: readonly TaskOutcome[]) =>
  outcomes.map(({ task, success }) => [task, success]);

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
  const { plan, folders } = await build(tasks, [{}, {}]);
  const [{ path, bakeFile } = { path: '', bakeFile: {} }] = folders;
  expect(bakeFile).toEqual(
    planBake({ ...plan.bake, workspaceRoot: '/workspace', runFolder: path }).bakeFile,
  );
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
    const { plan, outcomes, printed, commands } = await build(
      buildTasksOf(['api'], { print: true }),
      [],
    );
    const { bakeFile } = planBake({
      ...plan.bake,
      workspaceRoot: '/workspace',
      runFolder: '<run>',
    });
    expect(JSON.parse(printed.join('\n'))).toEqual(bakeFile);
    expect(outcomes).toEqual([{ task: 'api:build-image', success: true, output: '' }]);
    expect(commands).toEqual([]);
  });
});

test('what was not built when the run is stopped has an outcome as well', async () => {
  const abort = new AbortController();
  abort.abort();
  const { outcomes } = await build(tasks, [], abort);
  expect(successes(outcomes)).toEqual(tasks.map(({ id }) => [id, false]));
  expect(outcomes[0]?.output).toBe('Stopped before it was built.');
});
