import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImagePush } from '../../bake/push/image-push';
import type { PushPlan } from '../../bake/push/plan-push';
import { targetName } from '../../bake/targets/target-name';
import { registryOf } from '../../images/references/registry-of';
import { formatReference } from '../../images/tags/format-reference';
import type { Problem } from '../../problems/problem';
import { formatCommand } from '../../process/format-command';
import { classifyPush, isWaitedFor } from '../docker/classify-push';
import { type PushResult, type PushRun, RETRY_DELAYS } from '../docker/run-push';
import { classifyPodman } from './classify-podman';

/**
 * Pushes images of podman's store one after the other, in the order in which layers that several have in
 * common come first, and yields each one's result. One that fails holds up no other. What is not pushed
 * when the run is aborted has no result.
 */
export async function* runPodmanPush(
  { waves, pushes }: PushPlan,
  run: PushRun,
): AsyncGenerator<PushResult> {
  for (const id of waves.flat()) {
    for (const push of pushes.filter(({ image }) => image.id === id)) {
      const result = run.abort?.aborted ? undefined : await pushImage(push, run);
      if (result) yield result;
    }
  }
}

async function pushImage(push: ImagePush, run: PushRun): Promise<PushResult | undefined> {
  const image = push.image.id;
  const pushed: string[] = [];
  let digest: string | undefined;
  for (const reference of push.references) {
    const sent = await pushReference(reference, push, run);
    if (sent === undefined) return undefined;
    if ('failure' in sent) {
      const missing = push.references.map(formatReference).filter((each) => !pushed.includes(each));
      return {
        image,
        pushed,
        problem: problemOf(image, sent.failure, { reference, pushed, missing }),
      };
    }
    digest = sent.digest;
    pushed.push(formatReference(reference));
  }
  return { image, pushed, ...(digest && { digest }) };
}

/** Why a push failed: what podman said, and the command it said it to. */
interface PushFailure {
  readonly detail: string;
  readonly command: string;
}

/** Pushes under one reference, again where that may help; undefined where the run is aborted. */
async function pushReference(
  reference: string,
  { image }: ImagePush,
  run: PushRun,
): Promise<{ readonly digest: string } | { readonly failure: PushFailure } | undefined> {
  const digestFile = join(run.runFolder, 'digest');
  const id = run.stored?.get(targetName(image.id)) ?? '';
  const command = {
    command: 'podman',
    args: ['push', `--digestfile=${digestFile}`, id, destinationOf(reference)],
    cwd: run.workspaceRoot,
  };
  const delays = [...RETRY_DELAYS];
  while (true) {
    const { exitCode, stderr, failure } = await run.run(command, {
      ...(run.abort && { abort: run.abort }),
    });
    if (run.abort?.aborted) return undefined;
    if (exitCode === 0) return { digest: readFileSync(digestFile, 'utf8').trim() };
    const detail = failure ?? lastError(stderr);
    const delay = isWaitedFor(classifyPush(detail, false)) ? delays.shift() : undefined;
    if (delay === undefined) return { failure: { detail, command: formatCommand(command) } };
    run.print(`push again in ${delay} s: ${detail}`);
    await run.wait(delay);
  }
}

/** A reference without a registry is one of Docker Hub, as in everything else that docker is given. */
function destinationOf(reference: string): string {
  const registry = registryOf(reference);
  return reference.startsWith(`${registry}/`) ? reference : `${registry}/${reference}`;
}

/** podman tells of each of its own attempts; the last line is what they came to. */
function lastError(stderr: string): string {
  const [last = stderr] = stderr
    .split('\n')
    .filter((line) => line.startsWith('Error: '))
    .slice(-1);
  return last.replace(/^Error: /, '').trim();
}

function problemOf(
  image: string,
  { detail, command }: PushFailure,
  {
    reference,
    ...refs
  }: {
    readonly reference: string;
    readonly pushed: readonly string[];
    readonly missing: readonly string[];
  },
): Problem {
  const whole = classifyPodman(detail, command);
  if (whole.kind !== 'engine-failed') return whole;
  const registry = registryOf(formatReference(reference));
  return { kind: classifyPush(detail, false), image, registry, detail, ...refs };
}
