import { normalizeName } from '../pep508/normalize-name';
import type { TomlPath } from '../toml/toml-places';
import type { TomlReader } from '../toml/toml-reader';
import { parsePoetryDependency } from './parse-poetry-dependency';
import { poetryConstraint } from './poetry-constraint';
import type {
  IncludedGroup,
  PoetryDeclarations,
  PoetryRequirement,
  PoetrySettings,
} from './pyproject';

const poetry = ['tool', 'poetry'];

/** The part of `[tool.poetry]` that the plugin reads (poetry-core, `Factory.configure_package`). */
export function parsePoetrySettings(reader: TomlReader): PoetrySettings {
  if (!reader.has(poetry)) return { isPresent: false };
  const name = reader.string([...poetry, 'name']);
  const version = reader.string([...poetry, 'version']);
  const requiresPython = pythonOf(reader);
  const required = reader.string([...poetry, 'requires-poetry']);
  const packageMode = reader.boolean([...poetry, 'package-mode']);
  return {
    isPresent: true,
    declared: {
      ...(name !== undefined && { name }),
      ...(version !== undefined && { version }),
      ...(requiresPython && { requiresPython }),
      ...(required !== undefined && {
        requiresPoetry: { text: required, place: reader.place([...poetry, 'requires-poetry']) },
      }),
      dependencies: dependenciesAt(reader, [...poetry, 'dependencies']),
      extras: new Map(
        reader
          .keys([...poetry, 'extras'])
          .map((extra) => [
            normalizeName(extra),
            reader.strings([...poetry, 'extras', extra]).map(({ value }) => normalizeName(value)),
          ]),
      ),
      groups: groupsOf(reader),
      scripts: scriptsOf(reader),
      ...(packageMode !== undefined && {
        packageMode: { value: packageMode, place: reader.place([...poetry, 'package-mode']) },
      }),
      place: reader.place([...poetry, 'name']),
    },
  };
}

function pythonOf(reader: TomlReader): PoetryDeclarations['requiresPython'] {
  const path = [...poetry, 'dependencies', 'python'];
  const text = reader.isTable(path) ? undefined : reader.string(path);
  if (text === undefined) return undefined;
  const range = poetryConstraint(text)
    ?.map((specifiers) => specifiers.join(','))
    .join(' || ');
  // An invalid one stays as written, for a problem to name it.
  return range === '' ? undefined : { range: range ?? text, place: reader.place(path) };
}

/** `python` is no package. */
function dependenciesAt(reader: TomlReader, path: TomlPath): readonly PoetryRequirement[] {
  return reader
    .keys(path)
    .filter((name) => name.toLowerCase() !== 'python')
    .flatMap((name) => parsePoetryDependency(reader, [...path, name], name));
}

function groupsOf(reader: TomlReader): PoetryDeclarations['groups'] {
  const groups = new Map<string, readonly (PoetryRequirement | IncludedGroup)[]>();
  for (const group of reader.keys([...poetry, 'group'])) {
    const path = [...poetry, 'group', group];
    groups.set(normalizeName(group), [
      ...dependenciesAt(reader, [...path, 'dependencies']),
      ...reader.strings([...path, 'include-groups']).map(({ value, path: inner }) => ({
        includeGroup: normalizeName(value),
        place: reader.place(inner),
      })),
    ]);
  }
  const legacy = [...poetry, 'dev-dependencies'];
  if (reader.has(legacy)) {
    groups.set('dev', [...(groups.get('dev') ?? []), ...dependenciesAt(reader, legacy)]);
  }
  return groups;
}

/** A script may be a table with a `reference`; one of type `file` is no console script. */
function scriptsOf(reader: TomlReader): PoetryDeclarations['scripts'] {
  const path = [...poetry, 'scripts'];
  return new Map(
    reader.keys(path).flatMap((name) => {
      const isTable = reader.isTable([...path, name]);
      if (isTable && reader.is([...path, name, 'type'], 'file')) return [];
      const value = reader.string(isTable ? [...path, name, 'reference'] : [...path, name]);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
