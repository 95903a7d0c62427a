import { existsSync, readFileSync } from 'node:fs';
import type { BakeTarget } from '../../bake/bake-file';
import type { BakePlan } from '../../bake/bake-plan';
import { buildOrder } from '../../bake/build-order';
import { dependentTargets, linkedTargets } from '../../bake/target-links';
import type { Problem } from '../../problems/problem';
import { writeFiles } from '../../workspace/run-folder';
import { type BuildResult, mergeInstructions, summarize } from '../build-result';
import { classifyStep } from '../classify-step';
import { formatCommand } from '../format-command';
import type { BakeRun, RunSummary } from '../run-bake';
import { classifyPodman } from './classify-podman';
import { idFile, inlineDockerfile, podmanBuildCommand } from './podman-build-command';
import { type PodmanBuildLog, podmanBuildLog } from './podman-build-log';

/**
 * Builds a plan by one `podman build` after the other, each target after what it is linked to, and yields
 * each image's result when its target is done. What is linked to one that failed is not built. What is not
 * built yet when the run is aborted has no result.
 */
export async function* runPodmanBuild(
  plan: BakePlan,
  run: BakeRun,
): AsyncGenerator<BuildResult, RunSummary> {
  const { bakeFile } = plan;
  const images = new Map(Object.entries(plan.targets).map(([image, target]) => [target, image]));
  const order = buildOrder(bakeFile, [...images.keys()]);
  writeFiles(run.runFolder, inlineFiles(bakeFile.target));
  const started = Date.now();
  const logs: PodmanBuildLog[] = [];
  const stored = new Map<string, string>();
  const failures = new Map<string, Failure>();

  for (const name of order) {
    const target = bakeFile.target[name];
    if (!target || run.abort?.aborted) break;
    const upstream = linkedTargets(target).flatMap((link) => failures.get(link) ?? [])[0];
    if (upstream) {
      failures.set(name, upstream);
    } else {
      const log = podmanBuildLog([
        name,
        ...dependentTargets(bakeFile, [name]).filter((each) => each !== name),
      ]);
      logs.push(log);
      const built = await buildTarget({ name, target }, log, { ...run, ids: stored });
      if (run.abort?.aborted) break;
      if ('id' in built) stored.set(name, built.id);
      else failures.set(name, { target: name, reason: built.reason });
    }
    const image = images.get(name);
    if (image === undefined) continue;
    const failure = failures.get(name);
    const digest = stored.get(name);
    const steps = mergeInstructions(logs).filter(({ targets }) => targets.includes(name));
    yield {
      image,
      success: failure === undefined,
      ...(digest && { digest }),
      seconds: (Date.now() - started) / 1000,
      stepsRun: steps.filter(({ outcome }) => outcome === 'run').length,
      stepsCached: steps.filter(({ outcome }) => outcome === 'cached').length,
      ...(failure && { problem: problemOf(name, image, failure, images) }),
    };
  }
  return { ...summarize(logs), notes: [], stored };
}

/** Why a target was not built, and which one failed by itself. */
interface Failure {
  readonly target: string;
  /** In the words for one image. */
  readonly reason: (image: string) => Problem;
}

/** A target that is no image of the run has no task that says why it failed: what needed it does. */
function problemOf(
  name: string,
  image: string,
  { target, reason }: Failure,
  images: ReadonlyMap<string, string>,
): Problem {
  const upstream = images.get(target);
  return upstream === undefined || target === name
    ? reason(image)
    : { kind: 'base-not-built', image, upstream };
}

async function buildTarget(
  { name, target }: { readonly name: string; readonly target: BakeTarget },
  log: PodmanBuildLog,
  run: BakeRun & { readonly ids: ReadonlyMap<string, string> },
): Promise<{ readonly id: string } | Pick<Failure, 'reason'>> {
  const command = podmanBuildCommand(name, target, { ...run, hasFile: existsSync });
  const { exitCode, failure } = await run.run(command, {
    ...(run.abort && { abort: run.abort }),
    onStdoutLine(line) {
      const step = log.accept(line, Date.now());
      if (step) run.onStep?.(step);
    },
    onStderrLine: log.acceptError,
  });
  if (exitCode === 0) return { id: readFileSync(idFile(name, run.runFolder), 'utf8').trim() };
  const step = log.fail(run.abort?.aborted ? 'stopped' : 'failed', Date.now());
  if (step) run.onStep?.(step);
  const detail = failure ?? log.error();
  const whole = classifyPodman(detail, formatCommand(command));
  const [platform] = target.platforms ?? [];
  return {
    reason: (image) =>
      step && whole.kind === 'engine-failed' ? classifyStep(step, image, platform) : whole,
  };
}

function inlineFiles(
  targets: Readonly<Record<string, BakeTarget>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(targets).flatMap(([name, { 'dockerfile-inline': text }]) =>
      text === undefined ? [] : [[inlineDockerfile(name), text] as const],
    ),
  );
}
