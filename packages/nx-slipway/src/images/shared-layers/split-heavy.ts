import type { Candidate } from './group-candidates';
import type { LayerGroup, LayerGroups } from './layer-groups';
import { splitByWeight, type Weighed } from './split-by-weight';

/** What heavy groups are cut by. */
export interface HeavyFacts {
  readonly together: LayerGroups['together'];
  /** Bytes of packages, by name. */
  readonly weight: ReadonlyMap<string, number>;
  readonly bounds: { readonly largeBytes: number; readonly minSaving: number };
  /** Whether no image has too many layers with these groups. */
  readonly fits: (groups: readonly Pick<LayerGroup, 'packages'>[]) => boolean;
}

/** Layers that one group becomes at most. */
const MOST_PIECES = 12;

/** The part of a large package's bytes from which a group is heavy. */
const HEAVY = 0.5;

/**
 * Cuts groups that are heavy as a whole, as numpy, pandas and a web framework in one layer are, by the weight of their
 * packages. What is not heavy stays one layer, which is one installation. The pieces are in the place of their group.
 */
export function splitHeavy(
  groups: readonly Candidate[],
  { together, weight, bounds, fits }: HeavyFacts,
): readonly Pick<LayerGroup, 'packages'>[] {
  let result: readonly Pick<LayerGroup, 'packages'>[] = groups;
  for (const group of groups) {
    if (group.bytes < HEAVY * bounds.largeBytes) continue;
    const units = unitsOf(group.packages, together, weight);
    // A piece saves as many of its bytes as the group does of its own.
    const least = (group.bytes * bounds.minSaving) / group.saving;
    for (let most = MOST_PIECES; most > 1; most -= 1) {
      const pieces = splitByWeight(units, { most, least }).map((piece) => ({
        packages: piece.flatMap(({ packages }) => packages).sort(),
      }));
      const cut = result.flatMap((each) => (each === group ? pieces : [each]));
      if (!fits(cut)) continue;
      result = cut;
      break;
    }
  }
  return result;
}

/** The packages of a group, those together that own the same files. */
function unitsOf(
  packages: readonly string[],
  together: LayerGroups['together'],
  weight: ReadonlyMap<string, number>,
): readonly Weighed[] {
  const sets = new Set(
    packages.map((name) => together.find((set) => set.includes(name))?.join(' ') ?? name),
  );
  return [...sets].map((set) => {
    const names = set.split(' ');
    return {
      packages: names,
      bytes: names.reduce((sum, name) => sum + (weight.get(name) ?? 0), 0),
    };
  });
}
