import type { NxProblem } from '../../problems/kinds/nx-problem';

/** From here on Nx asks a package's executors whether they prefer batches (`preferBatch`). */
const OLDEST = [22, 6] as const;

/**
 * The next line with all that the plugin uses, written so that every `nx migrate` takes it: an older one
 * makes `22.0.0` of `22`.
 */
const TARGET = '22.7';

/** What is wrong with a version of Nx, as its package.json has it; undefined where nothing is. */
export function checkNxVersion(
  version: string,
): Extract<NxProblem, { readonly kind: 'nx-too-old' }> | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  // Nx releases builds of its pull requests as 0.0.0-pr-….
  const isOlder = major > 0 && (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]));
  return isOlder
    ? { kind: 'nx-too-old', version, oldest: OLDEST.join('.'), target: TARGET }
    : undefined;
}
