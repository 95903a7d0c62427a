import type { BakeTarget } from '../bake-file';

/**
 * A target that has just been built, as it is pushed: it is neither to be built again nor to be looked for or
 * kept elsewhere.
 */
export function pushedAgain(target: BakeTarget): BakeTarget {
  const {
    output: _,
    pull: __,
    'no-cache': ___,
    'cache-from': ____,
    'cache-to': _____,
    ...again
  } = target;
  return again;
}
