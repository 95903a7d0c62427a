import type { BakeTarget } from '../bake-file';

/**
 * A target that has just been built, as it is pushed: it is neither to be built again nor to be looked for or
 * kept elsewhere. One that pulls its base does so once more: Docker would take the base that its store has otherwise.
 */
export function pushedAgain(target: BakeTarget): BakeTarget {
  const { output: _, 'no-cache': __, 'cache-from': ___, 'cache-to': ____, ...again } = target;
  return again;
}
