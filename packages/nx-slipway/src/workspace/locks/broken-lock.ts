import type { Problem } from '../../problems/problem';
import type { OpenLock } from './open-lock';

/** A lock of which nothing can be said but why. */
export function brokenLock(broken: readonly Problem[]): OpenLock {
  return {
    broken,
    outdated: [],
    slice: () => ({ problems: broken }),
    thirdParty: () => [],
    packages: () => undefined,
  };
}
