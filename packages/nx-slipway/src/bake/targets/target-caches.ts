import type { ImageCaches } from '../../images/options/cache-backend';
import type { BakeTarget } from '../bake-file';
import { type CacheScope, cacheDestination, cacheSource } from './scoped-cache';
import { linkedTargets, withLinks } from './target-links';
import { parseTargetName } from './target-name';

type TargetCaches = Pick<BakeTarget, 'cache-from' | 'cache-to'>;

type LinkedTarget = Pick<BakeTarget, 'contexts' | 'tags'>;

/**
 * Where the layers of each target come from and go to. Images have a place of their own in a cache, and
 * so has what images share that are not always built together: shared layers, with the check of which
 * files they own, and libraries. The rest of what is generated for an image is kept with that image.
 *
 * A target looks wherever one of the steps it needs may be: steps that several targets need are run for
 * whichever is first, and would be run again where that one did not look for them.
 *
 * @param targets all targets of a plan
 * @param requested caches of the images that are asked for, by target; what they are linked to follows them
 */
export function targetCaches(
  targets: ReadonlyMap<string, LinkedTarget>,
  requested: ReadonlyMap<string, ImageCaches>,
): ReadonlyMap<string, TargetCaches> {
  // Most runs have no cache beside the builder, and hundreds of images many links.
  if ([...requested.values()].every(({ from, to }) => from.length + to.length === 0)) {
    return new Map([...targets.keys()].map((name) => [name, {}]));
  }
  const needed = new Map([...targets.keys()].map((name) => [name, withLinks([name], linksOf)]));
  const linkers = linkersOf(targets);
  return new Map(
    [...targets.keys()].map((name): [string, TargetCaches] => {
      const caches = [...requested]
        .filter(([image]) => needed.get(image)?.has(name))
        .map(([, each]) => each);
      // An empty folder is made faster than it is found.
      const holders = isKept(name) || isEmpty(name) ? [] : keptAbove(name);
      const scopes = [...(needed.get(name) ?? []), ...holders].filter(isKept).sort().map(scopeOf);
      const from = isEmpty(name)
        ? []
        : caches
            .flatMap((each) => each.from)
            .flatMap((backend) => scopes.flatMap((scope) => cacheSource(backend, scope)));
      const to = isKept(name)
        ? caches
            .flatMap((each) => each.to)
            .flatMap((backend) => cacheDestination(backend, scopeOf(name)))
        : [];
      return [
        name,
        {
          ...(from.length > 0 && { 'cache-from': [...new Set(from)] }),
          ...(to.length > 0 && { 'cache-to': [...new Set(to)] }),
        },
      ];
    }),
  );

  function linksOf(name: string): readonly string[] {
    return linkedTargets(targets.get(name));
  }

  function scopeOf(target: string): CacheScope {
    return { target, references: targets.get(target)?.tags ?? [] };
  }

  /** The nearest targets above one that have a place of their own, which holds its layers too. */
  function keptAbove(name: string): readonly string[] {
    const above = withLinks(linkers.get(name) ?? [], (each) =>
      isKept(each) ? [] : (linkers.get(each) ?? []),
    );
    return [...above];
  }
}

/** Generated targets that images share which are built at different times. */
const SHARED = new Set(['packages', 'conflict-check', 'library']);

/** Names of images have one part, those of what is generated for them the kind before it. */
function isKept(target: string): boolean {
  const [kind = '', ...rest] = parseTargetName(target);
  return rest.length === 0 || SHARED.has(kind);
}

function isEmpty(target: string): boolean {
  const [kind, ...rest] = parseTargetName(target);
  return kind === 'empty' && rest.length > 0;
}

function linkersOf(
  targets: ReadonlyMap<string, LinkedTarget>,
): ReadonlyMap<string, readonly string[]> {
  const linkers = new Map<string, string[]>();
  for (const [name, target] of targets) {
    for (const linked of linkedTargets(target)) {
      linkers.set(linked, [...(linkers.get(linked) ?? []), name]);
    }
  }
  return linkers;
}
