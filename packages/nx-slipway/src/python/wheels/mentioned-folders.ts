import { isTable, type TomlTable } from '../toml/toml-value';
import { type BuildBackend, buildBackend } from './build-backend';
import { settingsPath } from './wheel-settings';

/** Table below `[tool]` that a build backend reads. */
const TABLES: Readonly<Record<BuildBackend, readonly string[]>> = {
  hatch: ['hatch'],
  setuptools: ['setuptools'],
  'poetry-core': ['poetry'],
  pdm: ['pdm'],
  flit: ['flit'],
  uv: ['uv', 'build-backend'],
};

/** Build requirements besides the backend that read no files of their own. */
const TAME = new Set(['wheel', 'editables', 'hatch-vcs', 'setuptools-scm']);

/**
 * Returns the names at the top of a project's folder that anything in the settings of its wheel may mean, packages
 * and metadata. Undefined where a setting may mean any folder: a pattern, or a plugin with settings of its own.
 *
 * @param requires normalised names of the build requirements
 */
export function mentionedFolders(
  toml: TomlTable,
  requires: readonly string[],
): readonly string[] | undefined {
  const backend = buildBackend(requires);
  const others = requires.filter((name) => buildBackend([name]) !== backend && !TAME.has(name));
  if (backend === undefined || others.length > 0) return undefined;
  const project = tableAt(toml, 'project');
  const read = [
    ...['readme', 'license', 'license-files'].map((key) => project[key]),
    ['tool', ...TABLES[backend]].reduce(tableAt, toml),
  ];
  const paths = read
    .flatMap(textsOf)
    .filter((text) => !/[\s:]/.test(text))
    .map(settingsPath);
  const isOpen = (path: string): boolean =>
    /^\.\.(\/|$)/.test(path) || (path.includes('/') && /[*?[]/.test(topOf(path)));
  return paths.some(isOpen) ? undefined : [...new Set(paths.map(topOf))].sort();
}

function topOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function tableAt(table: TomlTable, key: string): TomlTable {
  const value = table[key];
  return isTable(value) ? value : {};
}

/** All keys and strings of a value. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)]);
}
