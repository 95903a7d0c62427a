import { boundInWords, isBoundValue, LAYER_BOUNDS } from '../../images/shared-layers/layer-bounds';
import { ProblemsError } from '../../problems/problems-error';
import { isPackageName } from '../../python/pep508/is-package-name';
import { normalizeName } from '../../python/pep508/normalize-name';
import { normalizeList } from '../normalize-list';
import type { SharedLayersFacts } from './plan-shared-layers';
import type { SharedLayersSchema } from './schema';

/**
 * The existing layer groups with what the options add to them, which the file keeps from then on.
 *
 * @throws {ProblemsError} for options that make no sense
 */
export function withOptions(
  facts: SharedLayersFacts,
  { together = [], ...schema }: SharedLayersSchema = {},
): SharedLayersFacts {
  const names = [...new Set(normalizeList(together).map(normalizeName))].sort();
  const bounds = LAYER_BOUNDS.flatMap((bound): readonly [string, number][] => {
    const value = schema[bound];
    if (value === undefined) return [];
    if (isBoundValue(bound, value)) return [[bound, value]];
    const expected = boundInWords(bound);
    throw new ProblemsError([
      { kind: 'generator-option-invalid', option: bound, value: `${value}`, expected },
    ]);
  });
  if (names.length === 1 || !names.every(isPackageName)) {
    const expected = 'names of two packages or more that own the same files';
    throw new ProblemsError([
      { kind: 'generator-option-invalid', option: 'together', value: together.join(','), expected },
    ]);
  }
  if (bounds.length === 0 && names.length === 0) return facts;
  const { known = { stacks: new Map(), together: [] } } = facts;
  return {
    ...facts,
    known: {
      ...known,
      ...Object.fromEntries(bounds),
      together: joinSets(known.together, names),
    },
  };
}

/** Sets that have a package in common become one; each is in the order of names, as locks are. */
function joinSets(
  sets: readonly (readonly string[])[],
  names: readonly string[],
): readonly (readonly string[])[] {
  if (names.length === 0) return sets;
  const joined = sets.filter((set) => set.some((each) => names.includes(each)));
  const others = sets.filter((set) => !joined.includes(set));
  return [...others, [...new Set([...joined.flat(), ...names])].sort()];
}
