import type { Place } from '../../place';

/** Whether another release of a package can be installed on a new base, as its package index says. */
export type ReleaseAdvice =
  | {
      readonly kind: 'found';
      readonly version: string;
      readonly isNewer: boolean;
      /** What locks it. */
      readonly command: string;
      /** Requirements of projects that do not allow it. */
      readonly refusedBy: readonly { readonly place: Place; readonly text: string }[];
    }
  /** `isNewer` where newer releases alone were looked through. */
  | { readonly kind: 'none'; readonly isNewer: boolean }
  /** The index did not answer; `isNewer` for what is likely. */
  | { readonly kind: 'unknown'; readonly isNewer: boolean; readonly command: string }
  /** The package is a file of its own and from no index. */
  | { readonly kind: 'direct' };

/** Returns which release can be installed, as the end of a sentence. */
export function adviceInWords(advice: ReleaseAdvice): string {
  switch (advice.kind) {
    case 'found':
      return `; the ${advice.isNewer ? 'oldest newer' : 'newest older'} release that fits is ${advice.version}`;
    case 'none':
      return `; no ${advice.isNewer ? 'newer' : 'other'} release fits`;
    default:
      return '';
  }
}

/**
 * Returns what to do about a release.
 *
 * @param otherwise what to do where no release helps
 */
export function nextOfAdvice(advice: ReleaseAdvice, otherwise: string): string {
  switch (advice.kind) {
    case 'found':
      return advice.refusedBy.length === 0
        ? `Lock it: ${advice.command}`
        : `Allow ${advice.version} in ${advice.refusedBy.map(inPlace).join(' and ')}, then lock it: ${advice.command}`;
    case 'none':
      return otherwise;
    case 'unknown':
      return `Lock ${advice.isNewer ? 'a newer' : 'an older'} version: ${advice.command}`;
    case 'direct':
      return 'Name another file in the project that depends on it, and lock again.';
  }
}

function inPlace({
  place: { file, line },
  text,
}: {
  readonly place: Place;
  readonly text: string;
}): string {
  return `${file}${line === undefined ? '' : `:${line}`} (\`${text}\`)`;
}
