import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planBake } from '../src/bake/plan-bake';
import type { TargetKey } from '../src/bake/plan-keys';
import type { RunCommand } from '../src/engine/run-command';
import { planRun, type RunFacts } from '../src/executors/build-image/plan-run';
import { readKeys } from '../src/executors/build-image/read-keys';
import type { BuildImageSchema } from '../src/executors/build-image/schema';
import { buildTasksOf } from './build-tasks-of';
import { knowingEngine } from './knowing-engine';
import { runFactsOf } from './run-facts';
import type { Files } from './workspace-files';

/** How a workspace is asked for its keys. */
export interface AskedKeys {
  /** Id of the image. */
  readonly image: string;
  readonly project: string;
  /** Of the project's task. */
  readonly options?: BuildImageSchema;
  /** Other projects of the run. */
  readonly beside?: readonly string[];
  /** What the run is planned from; read out of the files where nothing is said. */
  readonly facts?: RunFacts;
  /** The engine that is asked for bases; one that knows all where nothing is said. */
  readonly run?: RunCommand;
  /** What is done to the files on disk before they are read. */
  readonly change?: (root: string) => void;
}

/** The key of an image of a workspace that is written to a fresh folder. */
export async function imageKeyOf(files: Files, asked: AskedKeys): Promise<TargetKey> {
  const { image, project, options, beside = [], facts = runFactsOf(files), change } = asked;
  const root = mkdtempSync(join(tmpdir(), 'image-key-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    change?.(root);
    const tasks = [...buildTasksOf([project], options), ...buildTasksOf(beside)];
    const run = planRun(tasks, facts);
    const folders = { workspaceRoot: root, runFolder: join(root, '.run') };
    const { keys } = await readKeys(run, planBake({ ...run.bake, ...folders }), {
      ...folders,
      recordsFolder: join(root, '.records'),
      run: asked.run ?? knowingEngine(),
    });
    return keys.get(image) ?? { kind: 'keyless', problems: [] };
  } finally {
    rmSync(root, { recursive: true });
  }
}
