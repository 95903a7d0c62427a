import { posix } from 'node:path';
import { normalizeName } from '../pep508/normalize-name';
import type { TomlPath } from '../toml/toml-places';
import type { TomlReader } from '../toml/toml-reader';
import { poetryConstraint } from './poetry-constraint';
import type { PoetryRequirement } from './pyproject';

/**
 * A dependency of `[tool.poetry]`: a constraint, a table, or a list of either that markers tell apart
 * (poetry-core, `Factory.create_dependency`).
 */
export function parsePoetryDependency(
  reader: TomlReader,
  path: TomlPath,
  name: string,
): readonly PoetryRequirement[] {
  const paths = reader.isArray(path) ? reader.elements(path).map((each) => each.path) : [path];
  return paths.flatMap((each) =>
    reader.isTable(each) ? fromTable(reader, each, name) : fromText(reader, each, name),
  );
}

function fromText(reader: TomlReader, path: TomlPath, name: string): readonly PoetryRequirement[] {
  const constraint = reader.string(path);
  return constraint === undefined ? [] : [requirement(reader, path, { name, constraint })];
}

function fromTable(reader: TomlReader, path: TomlPath, name: string): readonly PoetryRequirement[] {
  const text = (key: string) => reader.string([...path, key]);
  const [folder, file, marker] = [text('path'), text('file'), text('markers')];
  const onDisk = folder === undefined ? file : posix.join(folder, text('subdirectory') ?? '.');
  const git = text('git');
  const url = git === undefined ? text('url') : `git+${git}`;
  const constraint = onDisk ?? url ?? text('version') ?? '*';
  const isDirect = onDisk !== undefined || url !== undefined;
  return [
    {
      ...requirement(reader, path, { name, constraint, isDirect }),
      extras: reader
        .strings([...path, 'extras'])
        .map(({ value }) => normalizeName(value))
        .sort(),
      ...(marker !== undefined && { marker }),
      ...(url !== undefined && { url }),
      ...(onDisk !== undefined && { path: onDisk }),
      isOptional: reader.boolean([...path, 'optional']) ?? false,
      isConditional: ['markers', 'python', 'platform'].some((key) => reader.has([...path, key])),
    },
  ];
}

function requirement(
  reader: TomlReader,
  path: TomlPath,
  given: { readonly name: string; readonly constraint: string; readonly isDirect?: boolean },
): PoetryRequirement {
  const { name, constraint, isDirect = false } = given;
  const alternatives = isDirect ? [] : poetryConstraint(constraint);
  const place = reader.place(path);
  const text = `${name} (${constraint})`;
  if (!alternatives) {
    reader.problems.push({ kind: 'poetry-constraint-broken', place, name, constraint });
  }
  return {
    text,
    name: normalizeName(name),
    extras: [],
    // PEP 440 has no alternatives.
    specifiers: alternatives?.length === 1 ? (alternatives[0] ?? []) : [],
    place,
    isOptional: false,
    isConditional: false,
  };
}
