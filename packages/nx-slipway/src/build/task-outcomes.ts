import type { BuildResult } from '../engine/build-result';
import { dockerfileOf, type ImageCatalogue } from '../images/model/image-catalogue';
import { placeOfStep } from '../images/model/place-of-step';
import { formatProblem } from '../problems/format-problem';
import { formatProblems } from '../problems/format-problems';
import type { Problem } from '../problems/problem';
import type { TaskOutcome } from './build-task';
import type { RunPlan, TaskPlan } from './run-plan';
import { WITHOUT_ENGINE } from './without-engine';

/** Outcomes of the tasks that cannot be built. */
export function failedOutcomes({ tasks }: RunPlan): readonly TaskOutcome[] {
  return tasks.flatMap(({ task, problems }) =>
    problems.length > 0
      ? [{ task: task.id, success: false, output: formatProblems(problems) }]
      : [],
  );
}

/** Tasks that can be built. */
export function buildableTasks({ tasks }: RunPlan): readonly TaskPlan[] {
  return tasks.filter(({ problems }) => problems.length === 0);
}

/**
 * Outcomes of the tasks whose images all have a result.
 *
 * @param open tasks without an outcome so far; those that get one are taken out
 * @param results by image id
 */
export function* finishedOutcomes(
  open: Set<TaskPlan>,
  results: ReadonlyMap<string, BuildResult>,
  { catalogue }: RunPlan,
): Generator<TaskOutcome> {
  for (const each of open) {
    const own = each.images.flatMap(({ id }) => results.get(id) ?? []);
    if (own.length === each.images.length) {
      open.delete(each);
      yield outcomeOf(each, own, catalogue);
    }
  }
}

/** Outcomes of tasks that only show something. */
export function shownOutcomes(plan: RunPlan): readonly TaskOutcome[] {
  return buildableTasks(plan).map(({ task }) => ({ task: task.id, success: true, output: '' }));
}

/** Outcomes of the tasks that are left where a run is stopped. */
export function stoppedOutcomes(
  open: ReadonlySet<TaskPlan>,
  { push }: RunPlan,
): readonly TaskOutcome[] {
  const output =
    push.images.length > 0
      ? 'Stopped before it was done. Running again builds and pushes what is missing.'
      : 'Stopped before it was built.';
  return [...open].map(({ task }) => ({ task: task.id, success: false, output }));
}

function outcomeOf(
  { task }: TaskPlan,
  results: readonly BuildResult[],
  catalogue: ImageCatalogue,
): TaskOutcome {
  const problems = results.flatMap(({ problem }) =>
    problem ? [placedProblem(problem, catalogue)] : [],
  );
  const built = results.filter(({ success }) => success);
  return {
    task: task.id,
    success: problems.length === 0,
    output: [
      ...built.map(
        ({ image, digest, published = digest, exists }) =>
          `${image} ${published === undefined ? 'built' : shortDigest(published)}${exists ? ' exists' : ''}`,
      ),
      ...new Set(problems.map(formatOfTask)),
    ].join('\n'),
  };
}

/** What keeps every image of a run from being built. */
const OF_RUN: ReadonlySet<Problem['kind']> = new Set([
  ...WITHOUT_ENGINE,
  ...(['podman-too-old', 'engine-too-old', 'builder-unknown'] as const),
]);

/** What is wrong in a task. What is wrong with the whole run is told in full at its end, and in a line in each task. */
function formatOfTask(problem: Problem): string {
  const text = formatProblem(problem);
  return OF_RUN.has(problem.kind) ? text.replace(/\n.*/s, '') : text;
}

/** A problem with its line in a Dockerfile; the engine names a step by its text. */
export function placedProblem(problem: Problem, catalogue: ImageCatalogue): Problem {
  if (!('step' in problem)) return problem;
  const image = catalogue.images.get(problem.image);
  const dockerfile = image && dockerfileOf(catalogue, image);
  const place = dockerfile && placeOfStep(dockerfile, problem.step);
  return {
    ...problem,
    ...(place && { place }),
    ...(problem.kind === 'source-not-found' && image && { dockerfile: image.dockerfile }),
  };
}

/** As docker shows an image id. */
function shortDigest(digest: string): string {
  return digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}
