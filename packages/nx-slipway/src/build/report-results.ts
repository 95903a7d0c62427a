import type { BakePlan } from '../bake/bake-plan';
import type { BuildResult } from '../engine/build-result';
import type { RunSummary } from '../engine/docker/run-bake';
import { engineOf } from '../engine/engine-of';
import type { Step } from '../engine/log/build-log';
import { imageReferences } from '../images/options/image-references';
import { hasSavings } from '../images/shared-layers/measure-sharing';
import { formatProblem } from '../problems/format-problem';
import type { Problem } from '../problems/problem';
import { formatResults } from '../report/format-results';
import { formatSharingTotal } from '../report/format-sharing';
import { formatStep } from '../report/format-step';
import type { RunContext } from './run-context';
import type { RunPlan } from './run-plan';
import { placedProblem } from './task-outcomes';

function failuresOf(rows: readonly BuildResult[], { catalogue }: RunPlan): readonly string[] {
  const problems = rows.flatMap(({ problem }) =>
    problem ? [placedProblem(problem, catalogue)] : [],
  );
  return [...new Set(problems.map(formatProblem))];
}

/** Prints what the user should know though nothing fails for it, each once. */
export function printNotes(notes: readonly Problem[], { print }: Pick<RunContext, 'print'>): void {
  for (const text of new Set(notes.map(formatProblem))) print(`note: ${text}`);
}

/** Prints a step that has been run; what was cached, or is no step of a Dockerfile, says nothing. */
export function printStep(
  step: Step,
  { files }: Pick<BakePlan, 'files'>,
  { print }: Pick<RunContext, 'print'>,
): void {
  if (step.outcome === 'cached' || !/^(RUN|COPY|ADD) /.test(step.text)) return;
  const line = formatStep(step, files);
  if (line !== undefined) print(line);
}

/**
 * Prints the table of a run that has ended.
 *
 * @param results by image id
 */
export async function reportResults(
  plan: RunPlan,
  results: ReadonlyMap<string, BuildResult>,
  summary: RunSummary,
  { run, workspaceRoot, print, started }: RunContext,
): Promise<void> {
  const rows = plan.requests.flatMap(({ image, options }) => {
    const result = results.get(image.id);
    const tags = imageReferences(image, options);
    const isLoaded = options.load && result?.success && !result.exists;
    return result ? [{ ...result, tags, isLoaded }] : [];
  });
  const loaded = rows.flatMap(({ isLoaded, tags }) => (isLoaded ? tags.slice(0, 1) : []));
  const engine = engineOf(plan.engine);
  const sizes = await engine.readImageSizes(loaded, { run, cwd: workspaceRoot });
  const withSizes = rows.map((row) => {
    const size = sizes.get(row.tags[0] ?? '');
    return { ...row, ...(size !== undefined && { size }) };
  });
  const seconds = (Date.now() - started) / 1000;
  print(formatResults(withSizes, { ...summary, seconds }));
  if (plan.sharing && hasSavings(plan.sharing)) print(formatSharingTotal(plan.sharing));
  // What went wrong is what one looks for at the end of a log.
  for (const text of failuresOf(rows, plan)) print(`\n${text}`);
}
