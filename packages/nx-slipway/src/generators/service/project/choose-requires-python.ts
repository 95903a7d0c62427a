import type { PythonProject } from '../../../python/pyproject/python-project';

/** The Python of a stack whose base does not say which it has. */
export const USUAL_PYTHON = '3.13';

/**
 * The requires-python of a new project: that of the projects it is locked with, where they agree. One
 * of its own would narrow the lock for all of them.
 *
 * @param python the stack's, where its reference says so: `3.13`
 */
export function chooseRequiresPython(
  projects: Iterable<PythonProject>,
  { lockDir, python = USUAL_PYTHON }: { readonly lockDir: string; readonly python?: string },
): string {
  const ranges = [...projects]
    .filter((project) => project.lockDir === lockDir)
    .map(({ pyproject }) => pyproject.requiresPython?.range);
  const [range] = ranges;
  return range !== undefined && ranges.every((each) => each === range) ? range : `>=${python}`;
}
