import type { Problem } from '../../problems/problem';
import { formatReference } from './format-reference';

/**
 * References that several images of a run would get, as a problem of each of them.
 *
 * @param references by image id
 */
export function sharedReferences(
  references: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly Problem[]> {
  const owners = new Map<string, string[]>();
  for (const [id, own] of references) {
    for (const reference of own) {
      const full = formatReference(reference);
      owners.set(full, [...(owners.get(full) ?? []), id].sort());
    }
  }
  const problems = new Map<string, Problem[]>();
  for (const [reference, images] of owners) {
    for (const id of images.length > 1 ? images : []) {
      problems.set(id, [
        ...(problems.get(id) ?? []),
        { kind: 'reference-shared', reference, images },
      ]);
    }
  }
  return problems;
}
