import { posix } from 'node:path';
import type { Pyproject } from '../pyproject/pyproject';
import type { WheelModule } from './wheel-modules';

/** How the files of a workspace are looked at; paths are relative to its root. */
export interface ModuleFiles {
  /** Whether there is a file or folder. */
  readonly hasFile: (path: string) => boolean;
  /** Names of what lies in a folder; none where there is no folder. */
  readonly list: (folder: string) => readonly string[];
}

/**
 * Returns the modules that Python imports from a project's wheel, as its build backend finds them; not from
 * the name of the distribution alone. None where the backend or its settings are not understood.
 */
export function importPackages(pyproject: Pyproject, files: ModuleFiles): readonly WheelModule[] {
  const { dir, normalizedName = '', wheelModules } = pyproject;
  const { named, discovery, roots } = wheelModules;
  const isThere = ({ path }: WheelModule): boolean => {
    const place = posix.join(dir, path);
    return files.hasFile(`${place}.py`) || holdsPython(place, files);
  };
  const existing = named.filter(isThere);
  if (named.length > 0) return firstOfEach(existing);
  switch (discovery) {
    case 'unknown':
      return [];
    case 'by-name': {
      const name = normalizedName.replaceAll('-', '_');
      const candidates = roots.map((root) => ({ name, path: posix.join(root, name) }));
      return firstOfEach(candidates.filter(isThere));
    }
    default:
      return discover(roots, dir, files);
  }
}

/** Folders and files that setuptools never takes for the modules of a flat layout. */
const NOT_MODULES = new Set(
  `ci bin debian doc docs documentation manpages news newsfragments changelog test tests unit_test
  unit_tests example examples scripts tools util utils python build benchmark benchmarks exercise exercises
  htmlcov fixtures setup conftest noxfile tasks dodo toxfile pavement fabfile site_scons site scons`.split(
    /\s+/,
  ),
);

/** All packages of a folder `src`, or else those of the project's folder. */
function discover(
  roots: readonly string[],
  dir: string,
  files: ModuleFiles,
): readonly WheelModule[] {
  for (const root of roots) {
    const folder = posix.join(dir, root);
    const found = files.list(folder).flatMap((entry): readonly WheelModule[] => {
      const name = entry.replace(/\.py$/, '');
      const isModule = /^[A-Za-z_]\w*$/.test(name) && (root !== '.' || !NOT_MODULES.has(name));
      const isPython = name !== entry || holdsPython(posix.join(folder, entry), files);
      return isModule && isPython ? [{ name, path: posix.join(root, name) }] : [];
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether a folder is a package, or a namespace around one. */
function holdsPython(folder: string, files: ModuleFiles): boolean {
  return files
    .list(folder)
    .some(
      (entry) =>
        entry.endsWith('.py') || files.list(posix.join(folder, entry)).includes('__init__.py'),
    );
}

/** A module that two folders hold is taken from the first one. */
function firstOfEach(modules: readonly WheelModule[]): readonly WheelModule[] {
  return modules.filter(
    ({ name }, index) => modules.findIndex((each) => each.name === name) === index,
  );
}
