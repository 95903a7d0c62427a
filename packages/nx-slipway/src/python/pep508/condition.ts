import { evaluateMarker } from './evaluate-marker';
import type { MarkerEnvironment } from './marker-environment';

/**
 * When something is installed: alternatives of markers that hold together, as far as they cannot be
 * settled before; each sorted, none that another one includes.
 */
export type Condition = readonly (readonly string[])[];

export const ALWAYS: Condition = [[]];
export const NEVER: Condition = [];

/** A condition that holds where a marker does as well. */
export function andMarker(
  condition: Condition,
  marker: string | undefined,
  environment: MarkerEnvironment,
): Condition {
  const holds = marker === undefined ? true : evaluateMarker(marker, environment);
  if (holds !== undefined) return holds ? condition : NEVER;
  return simplify(condition.map((markers) => [...markers, marker ?? '']));
}

/** A condition that holds where one of two does. */
export function either(a: Condition, b: Condition): Condition {
  return simplify([...a, ...b]);
}

/** Whether nothing is left to be settled. */
export function isAlways(condition: Condition): boolean {
  return condition.some((markers) => markers.length === 0);
}

export function sameCondition(a: Condition, b: Condition): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A condition as one marker; undefined where it always holds. It must be one that may hold. */
export function markerOf(condition: Condition): string | undefined {
  if (isAlways(condition)) return undefined;
  const joined = condition.map((markers) => markers.map(bracketed).join(' and '));
  return joined.length === 1 ? joined[0] : joined.map(bracketed).join(' or ');
}

function simplify(alternatives: Condition): Condition {
  const all = new Map(
    alternatives.map((markers) => {
      const sorted = [...new Set(markers)].sort();
      return [sorted.join('\0'), sorted];
    }),
  );
  const least = [...all.values()].filter((markers) =>
    [...all.values()].every(
      (other) => other === markers || !other.every((each) => markers.includes(each)),
    ),
  );
  return least.sort((a, b) => (a.join('\0') < b.join('\0') ? -1 : 1));
}

function bracketed(marker: string): string {
  return / (and|or) /.test(marker) ? `(${marker})` : marker;
}
