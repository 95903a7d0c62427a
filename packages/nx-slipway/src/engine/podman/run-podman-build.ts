import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { BakeFile, BakeTarget } from '../../bake/bake-file';
import type { BakePlan } from '../../bake/bake-plan';
import { buildOrder } from '../../bake/targets/build-order';
import { dependentTargets, linkedTargets } from '../../bake/targets/target-links';
import { KEY_LABEL } from '../../images/model/key-label';
import type { Problem } from '../../problems/problem';
import { formatCommand } from '../../process/format-command';
import { writeFiles } from '../../workspace/files/run-folder';
import { type BuildResult, mergeInstructions, summarize } from '../build-result';
import type { BakeRun, RunSummary } from '../docker/run-bake';
import { classifyStep } from '../log/classify-step';
import { classifyPodman } from './classify-podman';
import { idFile, inlineDockerfile, podmanBuildCommand } from './podman-build-command';
import { type PodmanBuildLog, podmanBuildLog } from './podman-build-log';
import { folderLink, imageLink } from './podman-links';

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
  writeFiles(run.runFolder, inlineFiles(bakeFile.target));
  const started = Date.now();
  const calls = { ...run, calls: 0 };
  const logs: PodmanBuildLog[] = [];
  const stored = new Map<string, string>();
  const links = new Map<string, string>();
  const failures = new Map<string, Failure>();

  for (const [name, target] of inOrder(bakeFile, [...images.keys()])) {
    if (run.abort?.aborted) break;
    const upstream = linkedTargets(target).flatMap((link) => failures.get(link) ?? [])[0];
    const empty = folderLink(name, target, run.runFolder);
    if (empty) {
      mkdirSync(empty.folder, { recursive: true });
      links.set(name, empty.context);
    } else if (upstream) {
      failures.set(name, upstream);
    } else {
      const others = dependentTargets(bakeFile, [name]).filter((each) => each !== name);
      const log = podmanBuildLog([name, ...others]);
      logs.push(log);
      const built = await buildTarget(name, target, {
        calls,
        log,
        links,
        isLinked: others.length > 0,
      });
      if (run.abort?.aborted) break;
      if ('reason' in built) {
        failures.set(name, { target: name, reason: built.reason });
      } else {
        stored.set(name, built.id);
        links.set(name, imageLink(built.linked));
      }
    }
    const image = images.get(name);
    if (image === undefined) continue;
    const failure = failures.get(name);
    const digest = stored.get(name);
    yield {
      image,
      success: failure === undefined,
      ...(digest && { digest }),
      seconds: (Date.now() - started) / 1000,
      ...countSteps(logs, name),
      ...(failure && { problem: problemOf(name, image, failure, images) }),
    };
  }
  return { ...summarize(logs), invocations: calls.calls, notes: [], stored };
}

function inOrder(
  bakeFile: BakeFile,
  names: readonly string[],
): readonly (readonly [string, BakeTarget])[] {
  return buildOrder(bakeFile, names).flatMap((name) => {
    const target = bakeFile.target[name];
    return target ? [[name, target] as const] : [];
  });
}

function countSteps(
  logs: readonly PodmanBuildLog[],
  name: string,
): Pick<BuildResult, 'stepsRun' | 'stepsCached'> {
  const steps = mergeInstructions(logs).filter(({ targets }) => targets.includes(name));
  return {
    stepsRun: steps.filter(({ outcome }) => outcome === 'run').length,
    stepsCached: steps.filter(({ outcome }) => outcome === 'cached').length,
  };
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

/** What one target is built with. */
interface TargetBuild {
  /** The run, with an account of the calls it made. */
  readonly calls: BakeRun & { calls: number };
  readonly log: PodmanBuildLog;
  readonly links: ReadonlyMap<string, string>;
  /** Whether other targets of the plan are built from it. */
  readonly isLinked: boolean;
}

/** The image of a target; another one where others are built from it than the one that has its names. */
type BuiltTarget = { readonly id: string; readonly linked: string } | Pick<Failure, 'reason'>;

/**
 * Builds one target. To Buildah a label of a base is part of all steps that come after it, and the label of a
 * key is there in one run and not in the next, by what was asked for: what others are built from goes without,
 * and gets it in an image on top.
 */
async function buildTarget(
  name: string,
  target: BakeTarget,
  build: TargetBuild,
): Promise<BuiltTarget> {
  const { [KEY_LABEL]: key, ...labels } = target.labels ?? {};
  if (key === undefined || !build.isLinked) {
    const built = await callPodman(name, target, build);
    return 'reason' in built ? built : { ...built, linked: built.id };
  }
  const plain = await callPodman(name, { ...target, labels, output: [] }, build);
  if ('reason' in plain) return plain;
  const top = `${name}.labelled`;
  const labelled: BakeTarget = {
    context: build.calls.runFolder,
    'dockerfile-inline': 'FROM plain\n',
    contexts: { plain: imageLink(plain.id) },
    labels: { [KEY_LABEL]: key },
    ...(target.platforms && { platforms: target.platforms }),
    ...(target.tags && { tags: target.tags }),
    ...(target.output && { output: target.output }),
  };
  writeFiles(build.calls.runFolder, inlineFiles({ [top]: labelled }));
  const built = await callPodman(top, labelled, build);
  return 'reason' in built ? built : { ...built, linked: plain.id };
}

async function callPodman(
  name: string,
  target: BakeTarget,
  { calls: run, log, links }: TargetBuild,
): Promise<{ readonly id: string } | Pick<Failure, 'reason'>> {
  const command = podmanBuildCommand(name, target, { ...run, links, hasFile: existsSync });
  run.calls += 1;
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
