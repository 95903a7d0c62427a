import { type TomlEntry, type TomlNode, tomlLayout } from './toml-layout';

/** Names of tables and keys, and positions in arrays counted from 0. */
export type TomlPath = readonly (string | number)[];

/** Line and column, counted from 1. */
export interface TomlPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * Looks up the place of the value at a path in a text: itself, else the nearest of what it is in.
 * The text is read at the first question only.
 */
export function tomlPlaces(text: string): (path: TomlPath) => TomlPosition | undefined {
  let positions: ReadonlyMap<string, TomlPosition> | undefined;
  return (path) => {
    positions ??= positionsIn(text);
    for (let length = path.length; length > 0; length--) {
      const found = positions.get(keyOf(path.slice(0, length)));
      if (found) return found;
    }
    return undefined;
  };
}

function positionsIn(text: string): ReadonlyMap<string, TomlPosition> {
  const positions = new Map<string, TomlPosition>();
  const counts = new Map<string, number>();
  for (const section of tomlLayout(text)) {
    const path = numbered(section.path, counts, section.isArrayItem);
    note(path, section);
    for (const entry of section.entries) noteEntry(path, entry);
  }
  return positions;

  function note(path: TomlPath, { line, column }: TomlPosition): void {
    const key = keyOf(path);
    if (!positions.has(key)) positions.set(key, { line, column });
  }

  function noteEntry(path: TomlPath, entry: TomlEntry): void {
    const inner = [...path, ...entry.key];
    note(inner, entry);
    noteWithin(inner, entry.value);
  }

  function noteWithin(path: TomlPath, node: TomlNode): void {
    for (const entry of node.entries) noteEntry(path, entry);
    node.items.forEach((item, index) => {
      note([...path, index], item);
      noteWithin([...path, index], item);
    });
  }
}

/** The path with the position of each array of tables it goes through. */
function numbered(
  path: readonly string[],
  counts: Map<string, number>,
  isArrayItem: boolean,
): TomlPath {
  const result: (string | number)[] = [];
  for (const [index, part] of path.entries()) {
    result.push(part);
    const key = keyOf(result);
    if (isArrayItem && index === path.length - 1) counts.set(key, (counts.get(key) ?? -1) + 1);
    const count = counts.get(key);
    if (count !== undefined) result.push(count);
  }
  return result;
}

function keyOf(path: TomlPath): string {
  return JSON.stringify(path);
}
