import type { BakeTarget } from '../src/bake/bake-file';
import type { BuildTask } from '../src/build/build-task';
import { buildTasksOf } from './build-tasks-of';
import { bakePlanOf, planOf as runPlanOf } from './plan-of';
import { runFactsOf } from './run-facts';
import { type Files, libraryFiles, rootFiles, serviceFiles, stackFiles } from './workspace-files';

/** A stack and one service. */
export const small = { ...rootFiles(), ...stackFiles(), ...serviceFiles({ name: 'api' }) };

/** Files of a library of the workspace. */
export function library(name: string, libraries: readonly string[] = []) {
  return libraryFiles({ name, libraries });
}

/** The bake plan of a workspace's files for tasks of these projects. */
export function planOf(files: Files, tasks: readonly BuildTask[]) {
  const facts = runFactsOf(files);
  return { ...bakePlanOf(tasks, facts), notes: runPlanOf(tasks, facts).notes };
}

/** Targets of that plan, by name. */
export function targetsOf(files: Files, tasks = buildTasksOf(['api'])) {
  return planOf(files, tasks).bakeFile.target;
}

/** Named contexts of one of its targets. */
export function contextsOf(files: Files, target: string): BakeTarget['contexts'] {
  return targetsOf(files)[target]?.contexts;
}
