import { ALWAYS, andMarker, type Condition, either, NEVER, sameCondition } from './condition';
import type { MarkerEnvironment } from './marker-environment';
import type { UvLock, UvLockDependency, UvLockPackage } from './uv-lock';
import { isDependencyOn, packagesByName, type UvLockClosure } from './uv-lock-closure';

/**
 * When each package of a closure is installed: by the markers on the ways from the selection to it.
 * Those that never are, are left out.
 */
export function uvLockConditions(
  lock: UvLock,
  { starts }: UvLockClosure,
  environment: MarkerEnvironment,
): ReadonlyMap<UvLockPackage, Condition> {
  const byName = packagesByName(lock);
  /** Of each package, when it and each of its extras are reached; its own under an empty name. */
  const reached = new Map<UvLockPackage, Map<string, Condition>>();
  const queue = starts.map((dependency): Reach => ({ dependency, when: ALWAYS }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { dependency } = next;
    const when = andMarker(next.when, dependency.marker, environment);
    for (const found of byName.get(dependency.name) ?? []) {
      if (!isDependencyOn(found, dependency)) continue;
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

/** @param extra empty for the main dependencies */
function dependenciesOf(found: UvLockPackage, extra: string): readonly UvLockDependency[] {
  if (extra === '') return found.dependencies;
  const list = found.optionalDependencies.find(({ name }) => name === extra);
  return list?.dependencies ?? [];
}
