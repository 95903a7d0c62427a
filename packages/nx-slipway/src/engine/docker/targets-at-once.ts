import type { BakeFile } from '../../bake/bake-file';
import { linkedTargets, withLinks } from '../../bake/targets/target-links';

/**
 * Builds that one call of bake starts at most. Each holds two to three streams of one connection, of which dockerd
 * takes 250 at a time; where it takes no more, builds fail with `no such job` (seen from 115 on, not with 100).
 */
const BUILDS_AT_ONCE = 80;

/** Returns the first targets that may be built at once with all that they link to; at least one. */
export function targetsAtOnce(
  { target }: Pick<BakeFile, 'target'>,
  targets: readonly string[],
  limit: number = BUILDS_AT_ONCE,
): readonly string[] {
  let builds: ReadonlySet<string> = new Set();
  const end = targets.findIndex((name, index) => {
    const more = withLinks([...builds, name], (each) => linkedTargets(target[each]));
    const isTooMany = index > 0 && more.size > limit;
    if (!isTooMany) builds = more;
    return isTooMany;
  });
  return end === -1 ? targets : targets.slice(0, end);
}
