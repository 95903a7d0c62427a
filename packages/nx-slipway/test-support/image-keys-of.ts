import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TargetKey } from '../src/bake/keys/plan-keys';
import { planContent } from '../src/bake/targets/plan-content';
import type { BuildTask } from '../src/build/build-task';
import { readKeys } from '../src/build/keys/read-keys';
import { planRequests } from '../src/build/plan/plan-requests';
import type { RunFacts } from '../src/build/run-plan';
import type { BuildImageSchema } from '../src/executors/build-image/schema';
import type { RunCommand } from '../src/process/run-command';
import { buildTasksOf } from './build-tasks-of';
import { knowingEngine } from './knowing-engine';
import { runFactsOf } from './run-facts';
import type { Files } from './workspace-files';
import { writeFiles } from './write-files';

/** How a workspace is asked for its keys. */
export interface AskedKeys {
  /** Id of the image. */
  readonly image: string;
  readonly project: string;
  /** Of the project's task. */
  readonly options?: BuildImageSchema;
  /** Other projects of the run. */
  readonly beside?: readonly string[];
  /** What the run is planned from; read from the files by default. */
  readonly facts?: RunFacts;
  /** The engine that is asked for bases; by default one that knows all. */
  readonly run?: RunCommand;
  /** What is done to the files on disk before they are read. */
  readonly change?: (root: string) => void;
}

/** Reads the keys of all images that tasks ask for, as executors do. @param root of the workspace, absolute */
export async function readKeysOf(
  tasks: readonly BuildTask[],
  facts: RunFacts,
  { root, run }: { readonly root: string; readonly run: RunCommand },
): Promise<ReadonlyMap<string, TargetKey>> {
  const context = {
    ...{
      workspaceRoot: root,
      runFolder: join(root, '.run'),
      recordsFolder: join(root, '.records'),
    },
    ...{ run, environment: process.env, abort: new AbortController().signal },
  };
  const requests = planRequests(tasks, facts);
  const draft = planContent({ ...requests.bake, ...context });
  const { keys } = await readKeys(requests, draft, context);
  return keys;
}

/** The key of an image of a workspace that is written to a fresh folder. */
export async function imageKeyOf(files: Files, asked: AskedKeys): Promise<TargetKey> {
  const { image, project, options, beside = [], facts = runFactsOf(files), change } = asked;
  const root = mkdtempSync(join(tmpdir(), 'image-key-'));
  try {
    writeFiles(root, files);
    change?.(root);
    const tasks = [...buildTasksOf([project], options), ...buildTasksOf(beside)];
    const keys = await readKeysOf(tasks, facts, { root, run: asked.run ?? knowingEngine() });
    return keys.get(image) ?? { kind: 'keyless', problems: [] };
  } finally {
    rmSync(root, { recursive: true });
  }
}
