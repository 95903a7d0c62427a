import { mkdirSync } from 'node:fs';
import { formatBakeFile } from '../../bake/format-bake-file';
import { planBake } from '../../bake/plan-bake';
import { planPush } from '../../bake/plan-push';
import { targetName } from '../../bake/target-name';
import type { BuildResult } from '../../engine/build-result';
import { engineOf } from '../../engine/engine-of';
import { formatCommand } from '../../engine/format-command';
import type { RunCommand } from '../../engine/run-command';
import { dockerfileOf, type ImageCatalogue } from '../../images/model/image-catalogue';
import { placeOfStep } from '../../images/model/place-of-step';
import { imageReferences } from '../../images/options/image-references';
import { formatReference } from '../../images/tags/format-reference';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import type { PushedImage } from '../../report/format-digests';
import { formatExplanation } from '../../report/format-explanation';
import { formatPushes } from '../../report/format-pushes';
import { formatResults } from '../../report/format-results';
import { formatSharing, formatSharingTotal } from '../../report/format-sharing';
import { formatStep } from '../../report/format-step';
import { makeRunFolder, writeFiles } from '../../workspace/files/run-folder';
import type { TaskOutcome } from './build-task';
import { explainImages } from './explain-images';
import type { RunPlan, TaskPlan } from './plan-run';
import { precededBy } from './preceded-by';
import { pushBuilt } from './push-built';
import { reuseImages } from './reuse-images';
import { planKeepable, takeKept } from './take-kept';

/** What a run needs from outside. */
export interface BuildSurroundings {
  readonly workspaceRoot: string;
  readonly run: RunCommand;
  readonly abort: AbortSignal;
  /** Absolute; holds the records of the images this user has built. */
  readonly recordsFolder: string;
  /** Prints lines for the user. */
  readonly print: (text: string) => void;
  /** Waits for so many seconds, or until the run is aborted. */
  readonly wait: (seconds: number) => Promise<void>;
  /** Called for each image that has got to its registries. */
  readonly onPushed: (pushed: PushedImage) => void;
}

/**
 * Carries out a planned run and yields every task's outcome as soon as it is known: first those that
 * cannot be built at all, then each when the last of its images is done. No task goes without one.
 */
export async function* buildImages(
  plan: RunPlan,
  surroundings: BuildSurroundings,
): AsyncGenerator<TaskOutcome> {
  for (const note of plan.notes) {
    surroundings.print(`note: ${formatProblem(note)}`);
  }
  for (const { task, problems } of plan.tasks) {
    if (problems.length > 0) {
      yield { task: task.id, success: false, output: formatProblems(problems) };
    }
  }
  const buildable = plan.tasks.filter(({ problems }) => problems.length === 0);
  if (buildable.length === 0) return;
  const folder = makeRunFolder();
  try {
    const inFolder = { ...surroundings, runFolder: folder.path };
    if (plan.print) yield* printPlan(plan, buildable, surroundings);
    else if (plan.explain) yield* explainPlan(plan, buildable, inFolder);
    else yield* runPlan(plan, buildable, inFolder);
  } finally {
    folder.dispose();
  }
}

/** Where the printed plan has the folder of a run, which is another one each time. */
const RUN_FOLDER = '<run>';

function* printPlan(
  plan: RunPlan,
  buildable: readonly TaskPlan[],
  { workspaceRoot, print }: BuildSurroundings,
): Generator<TaskOutcome> {
  const bake = planBake({ ...plan.bake, workspaceRoot, runFolder: RUN_FOLDER });
  print(formatBakeFile(bake.bakeFile, 2));
  const place = { workspaceRoot, runFolder: RUN_FOLDER };
  const commands = engineOf(plan.engine).printedCommands(bake, place).map(formatCommand);
  if (commands.length > 0) print(`\n${commands.join('\n')}`);
  const pushes = plan.push.images.filter(
    ({ image }) => targetName(image.id) in bake.bakeFile.target,
  );
  if (pushes.length > 0) print(`\n${formatPushes(planPush(bake, pushes))}`);
  if (plan.sharing) print(`\n${formatSharing(plan.sharing)}`);
  for (const { task } of buildable) {
    yield { task: task.id, success: true, output: '' };
  }
}

async function* explainPlan(
  plan: RunPlan,
  buildable: readonly TaskPlan[],
  surroundings: BuildSurroundings & { readonly runFolder: string },
): AsyncGenerator<TaskOutcome> {
  const bake = planBake({ ...plan.bake, ...surroundings });
  surroundings.print(formatExplanation(await explainImages(plan, bake, surroundings)));
  for (const { task } of buildable) {
    yield { task: task.id, success: true, output: '' };
  }
}

async function* runPlan(
  plan: RunPlan,
  buildable: readonly TaskPlan[],
  surroundings: BuildSurroundings & { readonly runFolder: string },
): AsyncGenerator<TaskOutcome> {
  const { run, workspaceRoot, runFolder, print } = surroundings;
  const engine = engineOf(plan.engine);
  const started = Date.now();
  const planned = planKeepable(plan, planBake({ ...plan.bake, workspaceRoot, runFolder }));
  const reuse = await reuseImages(plan, planned, surroundings);
  const { existing, remember } = reuse;
  const { bake, ...kept } = await takeKept(plan, reuse, surroundings);
  const note = (problems: readonly Problem[]): void => {
    for (const text of new Set(problems.map(formatProblem))) print(`note: ${text}`);
  };
  note([...reuse.notes, ...kept.notes]);
  for (const each of alreadyPublished(plan, existing)) surroundings.onPushed(each);
  const unpushed = existing.filter((result) => isUnpushed(result, plan));
  const results = new Map(
    existing.flatMap((result) =>
      unpushed.includes(result) ? [] : [[result.image, result] as const],
    ),
  );
  const open = new Set(buildable);
  const finished = function* (): Generator<TaskOutcome> {
    for (const each of open) {
      const own = each.images.flatMap(({ id }) => results.get(id) ?? []);
      if (own.length === each.images.length) {
        open.delete(each);
        yield outcomeOf(each, own, plan.bake.catalogue);
      }
    }
  };
  yield* finished();
  if (open.size > 0) {
    for (const each of bake.cacheFolders) mkdirSync(each, { recursive: true });
    writeFiles(runFolder, { ...bake.files, 'bake.json': formatBakeFile(bake.bakeFile) });
  }
  const where = {
    ...surroundings,
    ...(plan.builder && { builder: plan.builder }),
    spareBuilders: plan.spareBuilders,
    ...(plan.env && { env: plan.env }),
  };
  const built = engine.build(bake, {
    ...where,
    onStep(step) {
      if (step.outcome !== 'cached' && /^(RUN|COPY|ADD) /.test(step.text)) {
        print(formatStep(step));
      }
    },
  });
  const building = pushBuilt(precededBy(unpushed, built), bake, plan.push, { ...where, engine });
  let next = await building.next();
  while (!next.done) {
    results.set(next.value.image, next.value);
    yield* finished();
    next = await building.next();
  }
  note(next.value.notes);
  note(await remember([...results.values()]));
  const { builder = plan.builder } = next.value;
  note(await kept.keep([...results.values()], { ...where, ...(builder && { builder }) }));
  for (const { task } of open) {
    yield {
      task: task.id,
      success: false,
      output:
        plan.push.images.length > 0
          ? 'Stopped before it was done. Running again builds and pushes what is missing.'
          : 'Stopped before it was built.',
    };
  }

  const rows = plan.bake.requests.flatMap(({ image, options }) => {
    const result = results.get(image.id);
    const tags = imageReferences(image, options);
    const isLoaded = options.load && result?.success && !result.exists;
    return result ? [{ ...result, tags, isLoaded }] : [];
  });
  const loaded = rows.flatMap(({ isLoaded, tags }) => (isLoaded ? tags.slice(0, 1) : []));
  const sizes = await engine.readImageSizes(loaded, { run, cwd: workspaceRoot });
  const withSizes = rows.map((row) => {
    const size = sizes.get(row.tags[0] ?? '');
    return { ...row, ...(size !== undefined && { size }) };
  });
  print(formatResults(withSizes, { ...next.value, seconds: (Date.now() - started) / 1000 }));
  if (plan.sharing && plan.sharing.images.length > 1) print(formatSharingTotal(plan.sharing));
}

/** Whether an image exists that is yet to be pushed, since nobody asked its registries for it. */
function isUnpushed({ image, published }: BuildResult, { push }: RunPlan): boolean {
  return published === undefined && push.images.some((each) => each.image.id === image);
}

/** Images that were to be pushed, and that their registries had. */
function alreadyPublished(
  { push, bake }: RunPlan,
  existing: readonly BuildResult[],
): readonly PushedImage[] {
  return push.images.flatMap(({ image: { id: image }, references }) => {
    const published = existing.find((each) => each.image === image)?.published;
    return published && bake.requests.some((request) => request.image.id === image)
      ? [{ image, digest: published, pushed: references.map(formatReference) }]
      : [];
  });
}

function outcomeOf(
  { task }: TaskPlan,
  results: readonly BuildResult[],
  catalogue: ImageCatalogue,
): TaskOutcome {
  const problems = results.flatMap(({ problem }) => (problem ? [placed(problem, catalogue)] : []));
  const built = results.filter(({ success }) => success);
  return {
    task: task.id,
    success: problems.length === 0,
    output: [
      ...built.map(
        ({ image, digest, published = digest, exists }) =>
          `${image} ${published ?? 'built'}${exists ? ' exists' : ''}`,
      ),
      ...(problems.length > 0 ? [formatProblems(problems)] : []),
    ].join('\n'),
  };
}

/** The engine names a step by its text; people want the line. */
function placed(problem: Problem, catalogue: ImageCatalogue): Problem {
  if (!('step' in problem)) return problem;
  const image = catalogue.images.get(problem.image);
  const dockerfile = image && dockerfileOf(catalogue, image);
  const place = dockerfile && placeOfStep(dockerfile, problem.step);
  return place ? { ...problem, place } : problem;
}

function formatProblems(problems: readonly Problem[]): string {
  return [...new Set(problems.map(formatProblem))].join('\n');
}
