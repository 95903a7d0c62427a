import type { TomlPath } from '../toml/toml-places';
import { type TomlTable, valueAt } from '../toml/toml-value';
import type { Pyproject } from './pyproject';

/** Where a project's version stands. */
export type VersionSource =
  | { readonly from: 'pyproject'; readonly path: TomlPath; readonly version: string }
  /** Tags of the repository. */
  | { readonly from: 'git' }
  /** Another file, which the build backend reads as the field says. */
  | { readonly from: 'backend'; readonly field: string }
  | { readonly from: 'nowhere' };

/** Settings by which build backends find a version that is not in the pyproject. */
const BACKEND_FIELDS: readonly (readonly string[])[] = [
  ['tool', 'hatch', 'version'],
  ['tool', 'setuptools', 'dynamic', 'version'],
  ['tool', 'pdm', 'version'],
  ['tool', 'scikit-build', 'metadata', 'version'],
  ['tool', 'flit', 'module'],
];

/** Finds out where the version of a pyproject stands. @param toml the file, parsed */
export function versionSource(toml: TomlTable, pyproject: Pyproject): VersionSource {
  if (pyproject.takesVersionFromGit) return { from: 'git' };
  const own = (['project', 'tool.poetry'] as const)
    .map((table) => [...table.split('.'), 'version'])
    .map((path) => ({ path, version: valueAt(toml, path) }))
    .find(({ version }) => typeof version === 'string');
  if (own) return { from: 'pyproject', path: own.path, version: String(own.version) };
  if (!pyproject.dynamic.includes('version')) return { from: 'nowhere' };
  const field = BACKEND_FIELDS.find((path) => valueAt(toml, path) !== undefined);
  return { from: 'backend', field: (field ?? ['project', 'dynamic']).join('.') };
}
