import { satisfies, validRange } from '@renovatebot/pep440';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { Pyproject } from './pyproject';

/**
 * Whether a Python meets a range of versions (PEP 440). A minor (`3.13`) stands for its newest
 * patch release, which is what an image of that name holds: it meets `>=3.13.2`, but not `==3.13`.
 * Nothing satisfies an invalid range.
 */
export function meetsRequiresPython(python: string, range: string): boolean {
  const version = /^\d+\.\d+$/.test(python) ? `${python}.999` : python;
  return isRange(range) && alternatives(range).some((each) => satisfies(version, each));
}

/**
 * Whether a release is for other Pythons than this one. What is no range excludes none: nobody has ever looked at it,
 * and installers pass over it.
 */
export function excludesPython(range: string, python: string): boolean {
  return isRange(range) && !meetsRequiresPython(python, range);
}

function isRange(range: string): boolean {
  return alternatives(range).every((each) => validRange(each));
}

/** PEP 440 has none; Poetry does. */
function alternatives(range: string): readonly string[] {
  return range.split(' || ');
}

/** What a Python does not meet of the projects' requires-python, with the lines that say so. */
export function checkRequiresPython(
  python: string,
  pyprojects: readonly Pyproject[],
): readonly PythonProblem[] {
  return pyprojects.flatMap(({ requiresPython }): readonly PythonProblem[] => {
    if (!requiresPython || meetsRequiresPython(python, requiresPython.range)) return [];
    const { range, place } = requiresPython;
    return isRange(range)
      ? [{ kind: 'requires-python-unmet', place, range, python }]
      : [{ kind: 'requires-python-broken', place, range }];
  });
}

/**
 * The first of the offered Pythons that meets every project's requires-python. Without one there
 * are problems: the ranges that none of them meets, else all that contradict each other.
 *
 * @param offered minors in order of preference: `3.14`, `3.13`
 */
export function choosePython(
  pyprojects: readonly Pyproject[],
  offered: readonly string[],
): { readonly python?: string; readonly problems: readonly PythonProblem[] } {
  const broken = pyprojects.filter(
    ({ requiresPython }) => requiresPython && !isRange(requiresPython.range),
  );
  const sound = pyprojects.filter((each) => !broken.includes(each));
  const problems = checkRequiresPython('', broken);
  const python = offered.find((each) => checkRequiresPython(each, sound).length === 0);
  if (python !== undefined) return { python, problems };

  const isHopeless = (each: Pyproject) =>
    offered.every((minor) => checkRequiresPython(minor, [each]).length > 0);
  const hopeless = sound.filter(isHopeless);
  const all = offered.join(', ');
  const unmet = (hopeless.length > 0 ? hopeless : sound).flatMap(({ requiresPython }) =>
    requiresPython
      ? [{ kind: 'requires-python-unmet', ...requiresPython, python: all } as const]
      : [],
  );
  return { problems: [...problems, ...unmet] };
}
