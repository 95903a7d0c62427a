import type { TextRange, TomlEntry, TomlNode } from '../toml/toml-layout';
import { asArray, asString, asStrings, asTable, type TomlTable } from '../toml/toml-value';
import { wholeLines } from '../toml/whole-lines';
import type { UvLockDependency, UvLockDependencyList } from './uv-lock';
import { uvLockSource } from './uv-lock-source';

/** The extras or groups of a table of the lock, each with its dependencies and its lines. */
export function uvLockDependencyLists(
  table: TomlTable,
  entries: readonly TomlEntry[],
  text: string,
): readonly UvLockDependencyList[] {
  return entries.map((entry) => {
    const name = entry.key.join('.');
    return {
      name,
      dependencies: uvLockDependencies(table[name], entry),
      range: wholeLines(text, entry),
    };
  });
}

/** The dependencies of one list. */
export function uvLockDependencies(
  value: unknown,
  entry: TomlEntry | undefined,
): readonly UvLockDependency[] {
  return asArray(value).map((each, index) => {
    const table = asTable(each);
    const version = asString(table.version);
    const source = uvLockSource(table.source);
    const marker = asString(table.marker);
    // uv writes `extra`; the lists of `[manifest.dependency-groups]` are requirements with `extras`.
    const extras = [...asStrings(table.extra), ...asStrings(table.extras)];
    return {
      name: asString(table.name) ?? '',
      ...(version !== undefined && { version }),
      ...(source && { source }),
      ...(marker !== undefined && { marker }),
      extras,
      pins: pins(entry?.value.items[index]),
    };
  });
}

/** Version and source, each with the comma before it: `, version = "1.0"`. */
function pins(node: TomlNode | undefined): readonly TextRange[] {
  const entries = node?.entries ?? [];
  return entries.flatMap(({ key, end }, index) => {
    const before = entries[index - 1];
    return before && ['version', 'source'].includes(key.join('.'))
      ? [{ start: before.end, end }]
      : [];
  });
}
