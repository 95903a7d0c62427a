import type { BuildTask } from '../src/build/build-task';
import type { RunFacts } from '../src/build/run-plan';
import { buildTasksOf } from './build-tasks-of';
import { planOf } from './plan-of';
import { runFactsOf } from './run-facts';
import { type Files, libraryFiles, rootFiles, serviceFiles, stackFiles } from './workspace-files';

/** A stack and two services. */
export const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...libraryFiles({ name: 'shared' }),
  ...serviceFiles({ name: 'api', libraries: ['shared'] }),
  ...serviceFiles({ name: 'worker' }),
};

/** What is read from them. */
export const facts = runFactsOf(files);

/** A task for each project. */
export const tasks = buildTasksOf(['python', 'api', 'worker']);

/** Kinds of problems by task, and the images the engine is asked for. */
export function plan(subject: readonly BuildTask[], given: RunFacts = facts) {
  const { tasks: planned, requests, notes } = planOf(subject, given);
  return {
    problems: Object.fromEntries(
      planned.map(({ task, problems }) => [task.id, problems.map(({ kind }) => kind)]),
    ),
    images: requests.map(({ image }) => image.id),
    notes: notes.map(({ kind }) => kind),
  };
}

/** The facts with a problem of one image's lock. */
export function withLockProblem(image: string): RunFacts {
  return {
    ...facts,
    bindings: new Map([
      ...facts.bindings,
      [image, { problems: [{ kind: 'lock-missing', place: { file: 'uv.lock' }, dir: '.' }] }],
    ]),
  };
}
