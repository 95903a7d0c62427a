import {
  ALWAYS,
  andMarker,
  type Condition,
  either,
  NEVER,
  sameCondition,
} from '../pep508/condition';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { reduceMarker } from '../pep508/reduce-marker';
import type { UvLock, UvLockDependency, UvLockPackage } from './uv-lock';
import { isDependencyOn, packagesByName, type UvLockClosure } from './uv-lock-closure';

/** What is known of an image besides its closure. */
export interface UvLockFacts {
  readonly environment: MarkerEnvironment;
  /** What `uvLockChoices` says; where that is not settled, markers that speak of a choice are not either. */
  readonly choices: readonly string[] | undefined;
}

/**
 * When each package of a closure is installed: by the markers on the ways from the selection to it.
 * Those that never are, are left out.
 */
export function uvLockConditions(
  lock: UvLock,
  closure: UvLockClosure,
  { environment, choices }: UvLockFacts,
): ReadonlyMap<UvLockPackage, Condition> {
  const byName = packagesByName(lock);
  /** Of each package, when it and each of its extras are reached; its own under an empty name. */
  const reached = new Map<UvLockPackage, Map<string, Condition>>();
  const queue = closure.starts.map((dependency): Reach => ({ dependency, when: ALWAYS }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { dependency } = next;
    const marker = withoutChoices(dependency.marker, choices);
    const reachedWhen = marker === false ? NEVER : andMarker(next.when, marker, environment);
    const candidates = (byName.get(dependency.name) ?? []).filter((each) =>
      isDependencyOn(each, dependency),
    );
    for (const found of candidates) {
      const when = candidates.length > 1 ? inFork(found, reachedWhen, environment) : reachedWhen;
      const known = reached.get(found) ?? new Map<string, Condition>();
      reached.set(found, known);
      for (const extra of ['', ...dependency.extras]) {
        const before = known.get(extra) ?? NEVER;
        const now = either(before, when);
        if (sameCondition(before, now)) continue;
        known.set(extra, now);
        queue.push(
          ...dependenciesOf(found, extra).map((each) => ({ dependency: each, when: now })),
        );
      }
    }
  }
  return new Map(
    [...reached].flatMap(([found, known]): readonly [UvLockPackage, Condition][] => {
      const condition = known.get('');
      return condition && condition.length > 0 ? [[found, condition]] : [];
    }),
  );
}

/** A dependency on the way to be followed, and when the way to it holds. */
interface Reach {
  readonly dependency: UvLockDependency;
  readonly when: Condition;
}

/**
 * When a package is the one of several that a dependency by name alone means: where one of its resolution markers
 * holds. Groups of a workspace root without a project are locked like that. Rule: uv's `Lock::find_by_markers`.
 */
function inFork(
  { resolutionMarkers }: UvLockPackage,
  when: Condition,
  environment: MarkerEnvironment,
): Condition {
  if (resolutionMarkers.length === 0) return when;
  return resolutionMarkers
    .map((marker) => withoutChoices(marker, []))
    .map((marker) => (marker === false ? NEVER : andMarker(when, marker, environment)))
    .reduce(either, NEVER);
}

/** What is left of a marker once it is known what is chosen of things that conflict. */
function withoutChoices(
  marker: string | undefined,
  choices: readonly string[] | undefined,
): string | undefined | false {
  if (!choices || !marker?.includes('extra')) return marker;
  const reduced = reduceMarker(marker, choices);
  return reduced === true ? undefined : reduced;
}

/** @param extra empty for the main dependencies */
function dependenciesOf(found: UvLockPackage, extra: string): readonly UvLockDependency[] {
  if (extra === '') return found.dependencies;
  const list = found.optionalDependencies.find(({ name }) => name === extra);
  return list?.dependencies ?? [];
}
