import type { Place } from '../../problems/place';
import type { Problem } from '../../problems/problem';
import { buildsWithSetuptools } from '../../python/projects/check-packages';
import type { Pyproject } from '../../python/pyproject/pyproject';

/**
 * Build backends of an image's own projects that base-builder does not hold. Wheels are built without
 * isolation and without a network, so a missing one would only show as a failed import.
 *
 * @param provided normalised names of what base-builder installs
 * @param requirements the file that lists those names, relative to the workspace root
 */
export function checkBuildBackends(
  pyprojects: readonly Pyproject[],
  provided: ReadonlySet<string>,
  requirements: string,
): readonly Problem[] {
  return pyprojects.flatMap((pyproject) =>
    requiresOf(pyproject)
      .filter(({ name, marker }) => marker === undefined && !provided.has(name))
      .map(
        ({ name, place }): Problem => ({
          kind: 'build-backend-missing',
          place: place ?? { file: pyproject.file },
          backend: name,
          requirements,
        }),
      ),
  );
}

/** Setuptools builds what names no backend. */
function requiresOf(
  pyproject: Pyproject,
): readonly { readonly name: string; readonly marker?: string; readonly place?: Place }[] {
  return buildsWithSetuptools({ pyproject })
    ? [{ name: 'setuptools', place: pyproject.place }]
    : (pyproject.buildSystem?.requires ?? []);
}
