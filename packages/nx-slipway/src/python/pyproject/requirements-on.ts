import { normalizeName } from '../pep508/normalize-name';
import { parseRequirement } from '../pep508/parse-requirement';
import type { TomlPath } from '../toml/toml-places';
import { asArray, asTable, isTable, type TomlTable, valueAt } from '../toml/toml-value';

/** One string of a pyproject that constrains a package. */
export interface WrittenRequirement {
  readonly path: TomlPath;
  readonly text: string;
  /** What it says of versions. */
  readonly constraint: string;
  /** A whole requirement by PEP 508, or a constraint of Poetry's, whose name is the key. */
  readonly form: 'requirement' | 'constraint';
  /** In the words of Nx's release: `dependencies`, `optionalDependencies`, `devDependencies`. */
  readonly collection: string;
}

/**
 * Where a pyproject says which versions of a package it wants: `[project]`, its extras, groups, and the
 * tables of `[tool.poetry]`. What names no version, or a path, is left out.
 *
 * @param toml the file, parsed
 * @param name normalised
 */
export function requirementsOn(toml: TomlTable, name: string): readonly WrittenRequirement[] {
  return [...standard(toml, name), ...poetrys(toml, name)];
}

function standard(toml: TomlTable, name: string): readonly WrittenRequirement[] {
  const lists = [
    { path: ['project', 'dependencies'], collection: 'dependencies' },
    ...keysOf(toml, ['project', 'optional-dependencies'], 'optionalDependencies'),
    ...keysOf(toml, ['dependency-groups'], 'devDependencies'),
    { path: ['tool', 'uv', 'dev-dependencies'], collection: 'devDependencies' },
  ];
  return lists.flatMap(({ path, collection }) =>
    asArray(valueAt(toml, path)).flatMap((text, index): readonly WrittenRequirement[] => {
      if (typeof text !== 'string') return [];
      const { requirement } = parseRequirement(text, { file: '' });
      return requirement?.name === name && requirement.specifiers.length > 0
        ? [
            {
              ...{ path: [...path, index], text, constraint: requirement.specifiers.join(',') },
              ...{ form: 'requirement', collection },
            },
          ]
        : [];
    }),
  );
}

function poetrys(toml: TomlTable, name: string): readonly WrittenRequirement[] {
  const poetry = ['tool', 'poetry'];
  const tables = [
    { path: [...poetry, 'dependencies'], collection: 'dependencies' },
    { path: [...poetry, 'dev-dependencies'], collection: 'devDependencies' },
    ...keysOf(toml, [...poetry, 'group'], 'devDependencies').map(({ path, collection }) => ({
      path: [...path, 'dependencies'],
      collection,
    })),
  ];
  return tables.flatMap(({ path, collection }) =>
    Object.entries(asTable(valueAt(toml, path)))
      .filter(([key]) => normalizeName(key) === name)
      .flatMap(([key, value]) => constraintsIn(value, [...path, key]))
      .map((found) => ({
        ...{ ...found, constraint: found.text },
        ...{ form: 'constraint' as const, collection },
      })),
  );
}

/** A constraint, a table with one, or a list of either. */
function constraintsIn(
  value: unknown,
  path: TomlPath,
): readonly { readonly path: TomlPath; readonly text: string }[] {
  if (typeof value === 'string') return /\d/.test(value) ? [{ path, text: value }] : [];
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => constraintsIn(each, [...path, index]));
  }
  return isTable(value) && typeof value.version === 'string'
    ? constraintsIn(value.version, [...path, 'version'])
    : [];
}

function keysOf(toml: TomlTable, path: readonly string[], collection: string) {
  return Object.keys(asTable(valueAt(toml, path))).map((key) => ({
    path: [...path, key],
    collection,
  }));
}
