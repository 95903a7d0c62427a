import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BakeFile } from '../src/bake/bake-file';
import type { BuildTask, TaskOutcome } from '../src/build/build-task';
import { buildImages } from '../src/build/run';
import type { RunCommand } from '../src/process/run-command';
import { buildTasksOf } from './build-tasks-of';
import { type Recording, recordedEngine, vertexLine } from './recorded-engine';
import { runFactsOf } from './run-facts';
import { type Files, rootFiles, serviceFiles, stackFiles } from './workspace-files';
import { writeFiles } from './write-files';

/** A stack and two services. */
export const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...serviceFiles({ name: 'api' }),
  ...serviceFiles({ name: 'worker' }),
};

/** What is read from them. */
export const facts = runFactsOf(files);

/** A task for each project. */
export const tasks = buildTasksOf(['python', 'api', 'worker']);

/** The progress of an image's export. */
export function exported(name: string) {
  return vertexLine(`[${name}] exporting to image`);
}

/** Where records would be; each test begins with none. */
export const recordsFolder = join(tmpdir(), `nx-slipway-records-${process.pid}`);

/** Builds on recorded calls; `seen` are the run folders of the calls, and what lay in them. */
export async function build(
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

/** Whether each task went well, by project. */
export function successes(outcomes: readonly TaskOutcome[]) {
  return outcomes.map(({ task, success }) => [task, success]);
}

/** Records of images. */
export function readRecords(): readonly string[] {
  const folder = join(recordsFolder, 'images');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** All files of the workspace in a fresh folder. */
export function writeWorkspace(): string {
  const workspaceRoot = mkdtempSync(join(tmpdir(), 'nx-slipway-edited-'));
  writeFiles(workspaceRoot, files);
  return workspaceRoot;
}
