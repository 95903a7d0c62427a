import { lockCommand } from '../../problems/lock-command';
import type { Place } from '../../problems/place';
import type { PythonProject } from '../../python/pyproject/python-project';
import { meetsRequiresPython } from '../../python/pyproject/requires-python';

/** A lock file that another Python concerns. */
export interface Relock {
  readonly lockFile: string;
  /** Folders of the projects on the stack that are installed from it. */
  readonly projects: readonly string[];
  /** Ranges of requires-python that exclude the new Python, and where they are. */
  readonly excluding: readonly { readonly place: Place; readonly range: string }[];
  /** What to type once the ranges are widened. */
  readonly command: string;
}

/**
 * The lock files to renew for another Python, sorted by name. A lock of uv or Poetry may stay the same: it is made for
 * every Python of its range.
 *
 * @param projects those whose images are built from the stack
 * @param all Python projects of the workspace by folder, to look up libraries
 * @param python minor, such as `3.14`; undefined where only the system below it is another one
 */
export function planRelocks(
  projects: readonly PythonProject[],
  all: ReadonlyMap<string, PythonProject>,
  python: string | undefined,
): readonly Relock[] {
  const files = [...new Set(projects.map(({ lockFile }) => lockFile))].sort();
  return files.flatMap((lockFile) => {
    const sharing = projects.filter((project) => project.lockFile === lockFile);
    const [first] = sharing;
    if (!first) return [];
    return [
      {
        lockFile,
        projects: sharing.map(({ dir }) => dir).sort(),
        excluding: heldBy(sharing, all).flatMap(({ pyproject: { requiresPython: required } }) =>
          required && python !== undefined && !meetsRequiresPython(python, required.range)
            ? [required]
            : [],
        ),
        command: lockCommand(first.lockDir, first.installer),
      },
    ];
  });
}

/** The projects and the libraries that their images hold. */
function heldBy(
  projects: readonly PythonProject[],
  all: ReadonlyMap<string, PythonProject>,
): readonly PythonProject[] {
  const dirs = projects.flatMap(({ dir, closure }) => [dir, ...closure]);
  return [...new Set(dirs)].sort().flatMap((dir) => all.get(dir) ?? []);
}
