import { join } from 'node:path';
import type { BakePlan } from '../../bake/bake-plan';
import { formatBakeFile } from '../../bake/format-bake-file';
import { keepableTargets, linkKept, planKeeping, withDependencies } from '../../bake/kept-targets';
import type { TargetKey } from '../../bake/plan-keys';
import { platformsOrLocal } from '../../dockerfile/platform';
import type { BuildResult } from '../../engine/build-result';
import { engineOf } from '../../engine/engine-of';
import { inParallel } from '../../engine/in-parallel';
import type { BakeRun } from '../../engine/run-bake';
import { runKeeping } from '../../engine/run-keeping';
import { keyTag } from '../../images/model/key-label';
import { repositoryOf } from '../../images/model/repository-of';
import type { CacheBackend } from '../../images/options/cache-backend';
import type { ImageOptions } from '../../images/options/image-options';
import type { Problem } from '../../problems/problem';
import { writeFiles } from '../../workspace/files/run-folder';
import { type FindSurroundings, findKeyed, REGISTRY_CALLS } from './find-images';
import type { RunPlan } from './plan-run';
import type { ReadKeys } from './read-keys';

/** What of a plan a registry cache has as images. */
export interface KeptTargets {
  /** The plan with those images in place of the targets that would make them. */
  readonly bake: BakePlan;
  /** Which registries could not be asked. */
  readonly notes: readonly Problem[];
  /**
   * Keeps what was built and was not there, where the cache is written; but not what has changed meanwhile.
   *
   * @returns why it could not
   */
  readonly keep: (results: readonly BuildResult[], where: BakeRun) => Promise<readonly Problem[]>;
}

/** A run's plan with all that can be kept as a target, where the run has a registry for its cache. */
export function planKeepable({ bake, engine }: RunPlan, plan: BakePlan): BakePlan {
  const backends = bake.requests.flatMap(
    ({
      options: {
        caches: { from, to },
      },
    }) => [...from, ...to],
  );
  return engineOf(engine).registry && repositories(backends).length > 0
    ? withDependencies(plan, bake.catalogue)
    : plan;
}

/**
 * Looks up what images start from in the registry of the cache: what installs third-party packages, what
 * builds libraries, and the stages of stacks. BuildKit's own cache in a registry does not find all of it
 * where one bake links targets to each other; an image under the key of a target it finds always.
 */
export async function takeKept(
  run: RunPlan,
  {
    bake: plan,
    readTargets,
    readAgain,
  }: { readonly bake: BakePlan } & Pick<ReadKeys, 'readTargets' | 'readAgain'>,
  surroundings: FindSurroundings,
): Promise<KeptTargets> {
  const { registry } = engineOf(run.engine);
  const asked = run.bake.requests.filter(({ image }) => image.id in plan.targets);
  const from = repositories(asked.flatMap(({ options }) => options.caches.from));
  const to = repositories(asked.flatMap(({ options }) => options.caches.to));
  if (!registry || (from.length === 0 && to.length === 0)) {
    return { bake: plan, notes: [], keep: async () => [] };
  }
  // What is pushed is found in its own repository.
  const pushed = new Set(
    run.bake.requests
      .filter(({ options }) => isFoundByItself(options))
      .map(({ image }) => plan.targets[image.id]),
  );
  const names = keepableTargets(plan).filter((name) => !pushed.has(name));
  const keys = keyed(readTargets(names));
  const client = {
    run: surroundings.run,
    cwd: surroundings.workspaceRoot,
    abort: surroundings.abort,
    ...(run.builder && { builder: run.builder }),
  };
  const silent = new Map<string, Problem>();
  const found = await inParallel([...keys], REGISTRY_CALLS, async ([name, key]) => {
    const own = plan.bakeFile.target[name]?.platforms ?? [];
    const platforms = platformsOrLocal(own, run.bake.localPlatform);
    for (const repository of from) {
      const answer = await findKeyed(registry, { repository, key, platforms }, client);
      if (answer.silent) {
        const { registry: host, detail } = answer.silent;
        silent.set(host, { kind: 'cache-unreachable', direction: 'read', detail });
      }
      if (answer.published) return [[name, answer.published] as const];
    }
    return [];
  });
  const kept = new Map(found.flat());
  const bake = linkKept(plan, kept);
  return {
    bake,
    notes: [...silent.values()],
    async keep(results, where) {
      const failed = results.filter(({ success }) => !success).map(({ image }) => image);
      const done = Object.entries(plan.targets).filter(([image]) => !failed.includes(image));
      const built = keepableTargets({ ...plan, targets: Object.fromEntries(done) });
      const missing = built.filter((name) => keys.has(name) && !kept.has(name));
      if (to.length === 0 || missing.length === 0) return [];
      const unchanged = readAgain().unchangedTargets(missing);
      if (unchanged.length === 0) return [];
      const runFolder = join(surroundings.runFolder, 'keep');
      const exportUnder = (names: readonly string[], keyOf: (name: string) => string) => {
        const images = names.map((name) => {
          const key = keyOf(name);
          const tag = keyTag(keys.get(name) ?? '');
          return [name, to.map((repository) => ({ key, tag, repository }))] as const;
        });
        const bakeFile = planKeeping(bake, new Map(images));
        writeFiles(runFolder, { 'bake.json': formatBakeFile(bakeFile) });
        return runKeeping(bakeFile, { ...where, runFolder, allowRead: plan.allowRead });
      };
      const notes = await exportUnder(unchanged, (name) => keys.get(name) ?? '');
      // Exporting reads the files once more. What was written meanwhile may be in what was exported: that is
      // exported again, under a label that nobody looks for.
      const still = readAgain().unchangedTargets(unchanged);
      const doubtful = unchanged.filter((name) => !still.includes(name));
      return doubtful.length === 0
        ? notes
        : [...notes, ...(await exportUnder(doubtful, () => UNKNOWN_KEY))];
    },
  };
}

/** Label of an image that stands for no target. */
const UNKNOWN_KEY = 'unknown';

function isFoundByItself({ push, reuse }: ImageOptions): boolean {
  return push && reuse === 'registry';
}

/** Repositories of the backends that are registries, each once. */
function repositories(backends: readonly CacheBackend[]): readonly string[] {
  const references = backends.flatMap(({ type, attributes: { ref } }) =>
    type === 'registry' && ref !== undefined ? [ref] : [],
  );
  return [...new Set(references.map(repositoryOf))];
}

/** Those that have a key and may be taken from elsewhere. */
function keyed(keys: ReadonlyMap<string, TargetKey>): ReadonlyMap<string, string> {
  return new Map(
    [...keys].flatMap(([name, key]) =>
      key.kind === 'keyed' && !key.isUncached ? [[name, key.key] as const] : [],
    ),
  );
}
