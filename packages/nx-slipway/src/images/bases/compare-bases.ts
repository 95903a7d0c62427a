import { familiarReference } from '../model/image-catalogue';
import { parseReference } from '../references/parse-reference';
import { pythonOfReference } from '../references/python-of-reference';
import { suiteOfReference } from '../references/suite-of-reference';

/** What became of the base of a stack. */
export type BaseChange =
  | { readonly kind: 'none' }
  /** Another patch release, or another build of the same tag. */
  | { readonly kind: 'minor' }
  /** Something that locks, packages and paths depend on. */
  | { readonly kind: 'jump'; readonly differences: readonly string[] }
  /** The references do not tell. */
  | { readonly kind: 'unknown' };

/**
 * Compares the references of a base before and after a change. A bot calls Python 3.12 to 3.14 a minor change, as
 * semver does; here it is a jump, and so are another release of Debian, another image and another variant of it.
 */
export function compareBases(before: string, after: string): BaseChange {
  const [old, now] = [before, after].map((text) => parseReference(familiarReference(text)));
  if (before === after) return { kind: 'none' };
  if (!old || !now) return { kind: 'unknown' };
  const differences = [
    differing('image', old.name, now.name),
    differing('Python', pythonOfReference(before), pythonOfReference(after)),
    differing('Debian', suiteOfReference(before), suiteOfReference(after)),
    differing('variant', variantOf(before), variantOf(after)),
  ].flatMap((each) => each ?? []);
  if (differences.length > 0) return { kind: 'jump', differences };
  const isRenewed = old.tag !== undefined && old.tag === now.tag;
  const isKnown = pythonOfReference(before) !== undefined && pythonOfReference(after) !== undefined;
  return { kind: isRenewed || isKnown ? 'minor' : 'unknown' };
}

/** What a tag of Python's own images says besides the version and the release of Debian: `slim`. */
function variantOf(reference: string): string | undefined {
  if (pythonOfReference(reference) === undefined) return undefined;
  const tag = parseReference(reference)?.tag ?? '';
  const suite = suiteOfReference(reference);
  const words = tag.replace(/^\d+(\.\d+)*/, '').split('-');
  return words.filter((word) => word !== '' && word !== suite).join('-') || 'full';
}

function differing(
  what: string,
  before: string | undefined,
  after: string | undefined,
): string | undefined {
  return before === after
    ? undefined
    : `${what} ${before ?? '(not named)'} -> ${after ?? '(not named)'}`;
}
