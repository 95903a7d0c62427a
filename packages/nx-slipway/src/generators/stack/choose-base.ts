import { checkApt } from '../../images/references/check-apt';
import { releaseOfReference } from '../../images/references/python-of-reference';
import type { Problem } from '../../problems/problem';
import type { Pyproject } from '../../python/pyproject/pyproject';
import { checkRequiresPython, choosePython } from '../../python/pyproject/requires-python';

/** Python minors on offer, in the order they are preferred. */
const OFFERED = ['3.13', '3.14', '3.12', '3.11', '3.10'];

/** How the image to start from is asked for. */
export interface BaseOptions {
  readonly python?: string;
  /** Debian release. */
  readonly suite: string;
  /** Whether the image has compilers and headers. */
  readonly isFull?: boolean;
  /** Full reference in place of both. */
  readonly from?: string;
}

/** The reference of the image a stack starts from, if its Python meets every project of the workspace. */
export function chooseBase(
  { python, suite, from, isFull = false }: BaseOptions,
  pyprojects: readonly Pyproject[],
): { readonly reference: string; readonly problems: readonly Problem[] } {
  if (from !== undefined) {
    const release = python ?? releaseOfReference(from);
    const unmet = release === undefined ? [] : checkRequiresPython(release, pyprojects);
    return { reference: from, problems: [...checkReference(from), ...unmet] };
  }
  const chosen =
    python === undefined
      ? choosePython(pyprojects, OFFERED)
      : { python, problems: checkRequiresPython(python, pyprojects) };
  return {
    reference: `python:${chosen.python ?? ''}-${isFull ? '' : 'slim-'}${suite}`,
    problems: [...checkOffered(chosen.python), ...checkSuite(suite), ...chosen.problems],
  };
}

/** What is wrong with a version of Python for a new base. */
export function checkOffered(python: string | undefined): readonly Problem[] {
  const minor = python && /^(3\.\d+)(?:\.\d+)?$/.exec(python)?.[1];
  return python === undefined || (minor && OFFERED.includes(minor))
    ? []
    : [
        {
          kind: 'generator-option-invalid',
          option: 'python',
          value: python,
          expected: `one of ${[...OFFERED].sort(byMinor).join(', ')}, with or without a patch release`,
        },
      ];
}

function checkSuite(suite: string): readonly Problem[] {
  return /^[a-z]+$/.test(suite) && suite !== 'alpine'
    ? []
    : [
        {
          kind: 'generator-option-invalid',
          option: 'suite',
          value: suite,
          expected: 'the name of a Debian release: trixie, bookworm',
        },
      ];
}

function checkReference(reference: string): readonly Problem[] {
  if (!/^[a-z0-9][\w.:/@-]*$/.test(reference)) {
    const expected = 'a full image reference: python:3.13-slim-trixie';
    return [{ kind: 'generator-option-invalid', option: 'from', value: reference, expected }];
  }
  return checkApt(reference);
}

function byMinor(a: string, b: string): number {
  return Number(a.split('.')[1]) - Number(b.split('.')[1]);
}
