import { join } from 'node:path';
import type { BakePlan } from '../bake/bake-plan';
import { formatBakeFile } from '../bake/format-bake-file';
import { planPush } from '../bake/push/plan-push';
import { targetName } from '../bake/targets/target-name';
import type { BuildResult } from '../engine/build-result';
import type { RunSummary } from '../engine/docker/run-bake';
import type { PushResult, PushRun } from '../engine/docker/run-push';
import type { Engine } from '../engine/engine';
import { writeFiles } from '../workspace/files/run-folder';
import type { PlannedPush } from './run-plan';

/** What images are pushed with. */
export interface PushContext extends Omit<PushRun, 'allowRead' | 'stored'> {
  readonly engine: Engine;
  /** Called for each image that the registry has under all or some of its references. */
  readonly onPushed: (result: PushResult) => void;
}

/**
 * Follows a build and pushes what it built, once all of it is: results of images that are not pushed
 * pass at once, the others when they and the bases that go with them are in their registries.
 *
 * @param existing results of images that were there, and that are yet to be pushed
 */
export async function* pushBuilt(
  building: AsyncGenerator<BuildResult, RunSummary>,
  {
    bake,
    push: { images, basesOf },
    existing,
  }: {
    readonly bake: BakePlan;
    readonly push: PlannedPush;
    readonly existing: readonly BuildResult[];
  },
  context: PushContext,
): AsyncGenerator<BuildResult, RunSummary> {
  const pushed = new Set(images.map(({ image }) => image.id));
  const built = new Map(existing.map((result) => [result.image, result]));
  let next = await building.next();
  while (!next.done) {
    const result = next.value;
    if (result.success && pushed.has(result.image)) built.set(result.image, result);
    else yield result;
    next = await building.next();
  }
  if (built.size === 0) return next.value;

  const folder = join(context.runFolder, 'push');
  // A base that is published already is no target of the build.
  const withBases = (id: string): readonly string[] => [
    id,
    ...(basesOf.get(id) ?? []).filter((base) => targetName(base) in bake.bakeFile.target),
  ];
  const wanted = new Set([...built.keys()].flatMap(withBases));
  const plan = planPush(
    bake,
    images.filter(({ image }) => wanted.has(image.id)),
  );
  writeFiles(folder, { 'bake.json': formatBakeFile(plan.bakeFile) });
  const results = new Map<string, PushResult>();
  let calls = 0;
  const pushing = context.engine.push(plan, {
    ...context,
    // One that went away has been replaced.
    ...(next.value.builder && { builder: next.value.builder }),
    run(command, options) {
      calls += 1;
      return context.run(command, options);
    },
    runFolder: folder,
    allowRead: bake.allowRead,
    stored: new Map([
      ...(next.value.stored ?? []),
      ...[...built].flatMap(([id, { digest }]) =>
        digest ? [[targetName(id), digest] as const] : [],
      ),
    ]),
  });
  for await (const result of pushing) {
    results.set(result.image, result);
    if (result.pushed.length > 0) context.onPushed(result);
    for (const [id, own] of built) {
      const all = withBases(id).map((each) => results.get(each));
      if (all.some((each) => each === undefined)) continue;
      built.delete(id);
      const problem = all.find((each) => each?.problem)?.problem;
      const published = results.get(id)?.digest;
      yield {
        ...own,
        ...(published && { published }),
        ...(problem && { success: false, problem }),
      };
    }
  }
  return { ...next.value, invocations: next.value.invocations + calls };
}
