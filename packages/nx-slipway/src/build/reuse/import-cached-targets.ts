import type { BakePlan } from '../../bake/bake-plan';
import type { TargetKey } from '../../bake/keys/plan-keys';
import { cacheableTargets, linkCached, withDependencies } from '../../bake/reuse/cached-targets';
import { platformsOrLocal } from '../../dockerfile/platform';
import { engineOf } from '../../engine/engine-of';
import type { CacheBackend } from '../../images/options/cache-backend';
import type { ImageOptions } from '../../images/options/image-options';
import { repositoryOf } from '../../images/references/repository-of';
import type { Problem } from '../../problems/problem';
import { inParallel } from '../../process/in-parallel';
import type { KeySource } from '../keys/key-source';
import { readTargetKeys } from '../keys/read-keys';
import { engineClient, type RunContext } from '../run-context';
import type { RunPlan } from '../run-plan';
import { findKeyed, REGISTRY_CALLS } from './find-images';

/** What of a plan a registry cache has as images. */
export interface CachedTargets {
  /** The plan with those images in place of the targets that would make them. */
  readonly bake: BakePlan;
  /** References of those images, by target. */
  readonly kept: ReadonlyMap<string, string>;
  /** Keys of the targets that a cache may have, by target. */
  readonly keys: ReadonlyMap<string, string>;
  /** Which registries could not be asked. */
  readonly notes: readonly Problem[];
}

/** A run's plan with all that can be kept as a target, where the run has a registry for its cache. */
export function planCacheable({ requests, catalogue, engine }: RunPlan, bake: BakePlan): BakePlan {
  return engineOf(engine).registry && cacheRepositories({ requests }, bake).length > 0
    ? withDependencies(bake, catalogue)
    : bake;
}

/**
 * Looks up what images start from in the registry of the cache: what installs third-party packages, what
 * builds libraries, and the stages of stacks. BuildKit's own cache in a registry does not find all of it
 * where one bake links targets to each other; an image under the key of a target it finds always.
 *
 * @param bake what is left to build
 * @param whole the whole plan, which keys are read from
 */
export async function importCachedTargets(
  plan: RunPlan,
  bake: BakePlan,
  {
    whole,
    source,
    context,
  }: { readonly whole: BakePlan; readonly source: KeySource; readonly context: RunContext },
): Promise<CachedTargets> {
  const { registry } = engineOf(plan.engine);
  if (!registry || cacheRepositories(plan, bake).length === 0) {
    return { bake, kept: new Map(), keys: new Map(), notes: [] };
  }
  // What is pushed is found in its own repository.
  const pushed = new Set(
    plan.requests
      .filter(({ options }) => isFoundByItself(options))
      .map(({ image }) => bake.targets[image.id]),
  );
  const names = cacheableTargets(bake).filter((name) => !pushed.has(name));
  const keys = reusable(readTargetKeys(source, whole, names));
  const client = engineClient(plan, context);
  const repositories = cacheRepositories(plan, bake, 'from');
  const unreachable = new Map<string, Problem>();
  const found = await inParallel([...keys], REGISTRY_CALLS, async ([name, key]) => {
    const own = bake.bakeFile.target[name]?.platforms ?? [];
    const platforms = platformsOrLocal(own, plan.localPlatform);
    for (const repository of repositories) {
      const answer = await findKeyed(registry, { repository, key, platforms }, client);
      if (answer.unreachable) {
        const { registry: host, detail } = answer.unreachable;
        unreachable.set(host, { kind: 'cache-unreachable', direction: 'read', detail });
      }
      if (answer.published) return [[name, answer.published] as const];
    }
    return [];
  });
  const kept = new Map(found.flat());
  return { bake: linkCached(bake, kept), kept, keys, notes: [...unreachable.values()] };
}

/**
 * Repositories of the caches that are registries, each once.
 *
 * @param bake only caches of the images that it builds count
 * @param direction absent for those that are read or written
 */
export function cacheRepositories(
  { requests }: Pick<RunPlan, 'requests'>,
  { targets }: BakePlan,
  direction?: 'from' | 'to',
): readonly string[] {
  const backends = requests
    .filter(({ image }) => image.id in targets)
    .flatMap(({ options: { caches } }): readonly CacheBackend[] =>
      direction ? caches[direction] : [...caches.from, ...caches.to],
    );
  const references = backends.flatMap(({ type, attributes: { ref } }) =>
    type === 'registry' && ref !== undefined ? [ref] : [],
  );
  return [...new Set(references.map(repositoryOf))];
}

function isFoundByItself({ push, reuse }: ImageOptions): boolean {
  return push && reuse === 'registry';
}

/** Those that have a key and may be taken from elsewhere. */
function reusable(keys: ReadonlyMap<string, TargetKey>): ReadonlyMap<string, string> {
  return new Map(
    [...keys].flatMap(([name, key]) =>
      key.kind === 'keyed' && !key.isUncached ? [[name, key.key] as const] : [],
    ),
  );
}
