import { debianReleases } from './debian-releases';
import { parseReference } from './parse-reference';

/** What of an image is to be another one. */
export interface WantedBase {
  /** `3.14`, with or without a patch release. */
  readonly python?: string;
  /** Name of a Debian release. */
  readonly suite?: string;
}

/** A reference by the pattern of another one, or why its pattern is not understood. */
export type DerivedReference =
  | {
      readonly reference: string;
      /** Python that the old tag names, without a patch release. */
      readonly python?: string;
      /** Release that the old tag names. */
      readonly suite?: string;
    }
  | { readonly why: string };

/** A version of Python in a tag. */
export const PYTHON = /(?<![\d.])3\.\d+(?:\.\d+)?(?:(?:a|b|rc)\d+)?(?![\d.])/g;
/** The code name of a Debian release in a tag. */
export const SUITE = new RegExp(
  `(?<![a-z])(?:${debianReleases.map(({ name }) => name).join('|')})(?![a-z])`,
  'g',
);

/**
 * Returns the reference of the same image for another Python or Debian, by the name and the tag of the one there is:
 * `registry.example:5000/acme/python:3.11-slim-bookworm` with Python 3.13 and trixie is
 * `registry.example:5000/acme/python:3.13-slim-trixie`. The digest is not part of it.
 */
export function deriveReference(current: string, wanted: WantedBase): DerivedReference {
  const parsed = parseReference(current);
  if (parsed?.tag === undefined) return { why: `${current} has no tag` };
  const { name, tag } = parsed;
  const pythons = tag.match(PYTHON) ?? [];
  const suites = tag.match(SUITE) ?? [];
  const why = notUnderstood({ name, tag, pythons, suites }, wanted);
  if (why !== undefined) return { why };
  const { python, suite } = wanted;
  const renamed = python === undefined ? tag : tag.replace(PYTHON, python);
  const moved = suite === undefined ? renamed : renamed.replace(SUITE, suite);
  const isAdded = suite !== undefined && suites.length === 0;
  const [oldPython] = pythons;
  return {
    reference: `${name}:${moved}${isAdded ? `-${suite}` : ''}`,
    ...(oldPython !== undefined && { python: minorOf(oldPython) }),
    ...(suites[0] !== undefined && { suite: suites[0] }),
  };
}

interface Tokens {
  readonly name: string;
  readonly tag: string;
  readonly pythons: readonly string[];
  readonly suites: readonly string[];
}

function notUnderstood(
  { name, tag, pythons, suites }: Tokens,
  { python, suite }: WantedBase,
): string | undefined {
  const last = name.split('/').at(-1) ?? '';
  const rest = tag.replace(PYTHON, '').replace(SUITE, '');
  if (/\d{4,}/.test(rest)) return `the tag ${tag} names a build, of which another image has none`;
  if (python !== undefined) {
    if (/3\.?\d/.test(last)) return `the Python version is part of the name ${last}`;
    if (pythons.length !== 1) return `the tag ${tag} does not name one version of Python`;
    if (minorOf(pythons[0] ?? '') !== pythons[0] && minorOf(python) === python) {
      return `the tag ${tag} names a patch release, and ${python} is not a patch release`;
    }
  }
  if (suite === undefined || suites.length === 1) return undefined;
  // Docker Hub's own images have a tag for each release beside the one without.
  const isOfficial = last === 'python' && /^3\.\d+(?:\.\d+)?(?:-slim)?$/.test(tag);
  return suites.length === 0 && isOfficial
    ? undefined
    : `the tag ${tag} does not name one Debian release`;
}

/** `3.11` of `3.11.9`. */
export function minorOf(python: string): string {
  return /^\d+\.\d+/.exec(python)?.[0] ?? python;
}

/** Whether an upgrade leads back to an older minor version of Python. */
export function lowersMinor({
  from,
  to,
}: {
  readonly from?: string;
  readonly to?: string;
}): boolean {
  const minor = (python: string): number => Number(python.split('.')[1]);
  return from !== undefined && to !== undefined && minor(to) < minor(from);
}

/** Whether an upgrade leads to another minor version of Python; also where the old or the new one is unknown. */
export function changesMinor({
  from,
  to,
}: {
  readonly from?: string;
  readonly to?: string;
}): boolean {
  return from === undefined || to === undefined || minorOf(from) !== minorOf(to);
}
