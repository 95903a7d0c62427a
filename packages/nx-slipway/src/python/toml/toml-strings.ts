import { type TextRange, type TomlEntry, type TomlNode, tomlLayout } from './toml-layout';

/** A string that is a value, and where it stands between its quotes. */
export interface TomlString extends TextRange {
  /** Names of the tables and keys it is under; positions in arrays are left out. */
  readonly keys: readonly string[];
  /** As written, escapes included. */
  readonly written: string;
}

/** Returns every string that is a value of a TOML text, in its order; none for a text that does not parse. */
export function tomlStrings(text: string): readonly TomlString[] {
  // The parser refuses a byte order mark.
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const body = text.slice(shift);
  return tomlLayout(body).flatMap(({ path, entries }) => inEntries(entries, path));

  function inEntries(
    entries: readonly TomlEntry[],
    path: readonly string[],
  ): readonly TomlString[] {
    return entries.flatMap(({ key, value }) => inNode(value, [...path, ...key]));
  }

  function inNode(node: TomlNode, keys: readonly string[]): readonly TomlString[] {
    const { start, end, items, entries } = node;
    const [, quote = '', written] = /^("""|'''|"|')([\s\S]*)\1$/.exec(body.slice(start, end)) ?? [];
    const own =
      written === undefined
        ? []
        : [{ keys, written, start: start + quote.length + shift, end: end - quote.length + shift }];
    return [...own, ...items.flatMap((item) => inNode(item, keys)), ...inEntries(entries, keys)];
  }
}
