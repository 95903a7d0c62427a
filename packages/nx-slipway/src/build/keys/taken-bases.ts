import type { KnownBase } from '../../bake/keys/read-targets';
import type { TakenBase } from '../../engine/log/taken-base';

/** Digests that builds of a run took, by reference as BuildKit normalizes it. */
export type TakenDigests = ReadonlyMap<string, ReadonlySet<string>>;

/** Gathers what a run's calls of the engine take. */
export function takenBases(): {
  readonly add: (base: TakenBase) => void;
  readonly digests: TakenDigests;
} {
  const digests = new Map<string, Set<string>>();
  return {
    digests,
    add({ reference, digest }) {
      digests.set(reference, (digests.get(reference) ?? new Set()).add(digest));
    },
  };
}

/**
 * Bases as a run took them, where it took others than its keys were read from: a tag may move during a run, and two
 * targets take it from different places if one of them pulls and the other does not.
 */
export function asTaken(
  bases: ReadonlyMap<string, KnownBase>,
  taken: TakenDigests,
): ReadonlyMap<string, KnownBase> {
  return new Map(
    [...bases].map(([reference, base]) => {
      const digests = [...(taken.get(reference) ?? [])];
      // The same name with a digest, in another Dockerfile, is taken as it is written.
      const ofTag = digests.filter((digest) => !bases.has(`${reference}@${digest}`));
      const left = digests.includes(base.digest) ? ofTag : digests;
      const other = left.find((digest) => digest !== base.digest);
      return [reference, other === undefined ? base : { ...base, digest: other }];
    }),
  );
}
