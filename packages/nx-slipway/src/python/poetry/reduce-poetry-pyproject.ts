import { stringify, TomlFormat } from '@decimalturn/toml-patch';
import { sortedToml } from '../toml/sorted-toml';
import { asTable, type TomlTable } from '../toml/toml-value';

/** Settings of `[tool.poetry]` that `poetry install` reads; `requires-plugins` are for other commands. */
const INSTALLER_SETTINGS = ['build-constraints', 'requires-poetry', 'source'];

/** What the content-hash covers, and a lock of version 2.0 is resolved by once more. */
const DECLARATIONS = ['dependencies', 'dev-dependencies', 'extras', 'group'];
const PROJECT_DECLARATIONS = ['name', 'requires-python', 'dependencies', 'optional-dependencies'];

/**
 * The pyproject beside a slice of a lock, reduced to what decides an installation from it: sources and
 * the names of the selected groups, without a package. Poetry looks groups up here, `main` among them,
 * and takes their content from the lock.
 */
export function reducePoetryPyproject(
  toml: TomlTable,
  { groups }: { readonly groups: readonly string[] },
): string {
  return write({
    tool: {
      poetry: {
        'package-mode': false,
        ...pick(poetryTable(toml), INSTALLER_SETTINGS),
        dependencies: {},
        ...(groups.length > 0 && {
          group: Object.fromEntries(groups.map((group) => [group, { dependencies: {} }])),
        }),
      },
    },
  });
}

/** The pyproject beside a whole lock of version 2.0, with everything that its content-hash covers. */
export function declarationsOfPyproject(toml: TomlTable): string {
  const groups = asTable(toml['dependency-groups']);
  const project = pick(asTable(toml.project), PROJECT_DECLARATIONS);
  return write({
    ...(Object.keys(project).length > 0 && { project }),
    ...(Object.keys(groups).length > 0 && { 'dependency-groups': sortedToml(groups) }),
    tool: {
      poetry: {
        'package-mode': false,
        ...pick(poetryTable(toml), [...INSTALLER_SETTINGS, ...DECLARATIONS]),
      },
    },
  });
}

function poetryTable(toml: TomlTable): TomlTable {
  return asTable(asTable(toml.tool).poetry);
}

function pick(table: TomlTable, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    keys.flatMap((key) => (key in table ? [[key, sortedToml(table[key])]] : [])),
  );
}

function write(document: Record<string, unknown>): string {
  return stringify(document, { ...TomlFormat.default(), inlineTableStart: 6 });
}
