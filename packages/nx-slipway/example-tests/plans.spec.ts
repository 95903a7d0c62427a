import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runBuild } from '../src/build/run';
import { runCommand } from '../src/process/run-command';
import { buildTasksOf } from '../test-support/build-tasks-of';
import { copyExample, type ExampleWorkspace } from '../test-support/example-workspace';
import { exampleNames } from '../test-support/examples';

let workspace: ExampleWorkspace | undefined;

afterEach(() => {
  workspace?.dispose();
  workspace = undefined;
});

test.each(exampleNames())(
  'what `nx run-many -t build-image --print` shows for %s',
  async (name) => {
    workspace = await copyExample(name);
    const { text, failed, programs } = await printPlan(workspace);
    expect(failed).toEqual([]);
    expect(programs).not.toContain('docker');
    await expect(text).toMatchFileSnapshot(join(__dirname, '__snapshots__', `${name}.txt`));
  },
);

/** Prints the plan of all images as the executor does, and returns the programs it called. */
async function printPlan({ root, context, projects, environment }: ExampleWorkspace) {
  const lines: string[] = [];
  const failed: string[] = [];
  const programs = new Set<string>();
  const outcomes = runBuild(buildTasksOf(projects, { print: true }), context, {
    run(command, options) {
      programs.add(command.command);
      return runCommand(command, options);
    },
    abort: new AbortController().signal,
    environment,
    recordsFolder: join(tmpdir(), 'slipway-examples-records'),
    print: (text) => lines.push(text),
    wait: async () => {},
  });
  for await (const { success, output } of outcomes) if (!success) failed.push(output);
  const text = lines.join('\n').replaceAll(root, '<workspace>');
  return { text: `${text}\n`, failed, programs: [...programs] };
}
