import { posix } from 'node:path';
import { closest } from '../../../problems/closest';
import { normalizeName } from '../../../python/pep508/normalize-name';
import type { PythonProject } from '../../../python/pyproject/python-project';

/** What a name given to a generator finds. */
export interface FoundProjects {
  /** Several where the name fits them equally well; none where it fits no project. */
  readonly projects: readonly PythonProject[];
  /** A name that is written almost like the given one, where it fits no project. */
  readonly nearest?: string;
}

/**
 * Finds a Python project by its folder, its Nx name, the name of its distribution or the last part of its
 * folder; the first of these that fits decides.
 *
 * @param python projects by folder
 * @param nxProjects folders by Nx name
 */
export function findProject(
  name: string,
  python: ReadonlyMap<string, PythonProject>,
  nxProjects: ReadonlyMap<string, string>,
): FoundProjects {
  const all = [...python.values()];
  const ways: readonly ((project: PythonProject) => boolean)[] = [
    ({ dir }) => dir === name,
    ({ dir }) => dir === nxProjects.get(name),
    ({ pyproject }) => pyproject.normalizedName === normalizeName(name),
    ({ dir }) => normalizeName(posix.basename(dir)) === normalizeName(name),
  ];
  for (const way of ways) {
    const projects = all.filter(way);
    if (projects.length > 0) return { projects };
  }
  const words = name.includes('/')
    ? all.map(({ dir }) => dir)
    : [
        ...[...nxProjects].filter(([, root]) => python.has(root)).map(([each]) => each),
        ...all.flatMap(({ dir, pyproject }) => [
          ...(pyproject.normalizedName === undefined ? [] : [pyproject.normalizedName]),
          posix.basename(dir),
        ]),
      ];
  const nearest = closest(name, words);
  return { projects: [], ...(nearest !== undefined && { nearest }) };
}

/**
 * Whether a name is most likely a slip of another one: a letter more, less, other or swapped in a word of
 * five or more. A further number (`worker-2`) is no slip.
 */
export function isSlip(name: string, of: string): boolean {
  const letters = (word: string): string => word.replace(/[^a-z]/gi, '').toLowerCase();
  const [a, b] = [letters(name), letters(of)];
  if (a === b || Math.min(a.length, b.length) < 5) return false;
  const start = [...a].findIndex((letter, index) => letter !== b[index]);
  const at = start < 0 ? a.length : start;
  const rest = (word: string, from: number): string => word.slice(at + from);
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (rest(a, 2) === rest(b, 2) && a[at] === b[at + 1] && a[at + 1] === b[at])
  );
}
