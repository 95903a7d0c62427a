import { type TomlEntry, type TomlNode, tomlLayout } from './toml-layout';
import type { TomlPath } from './toml-places';

/** One string of a TOML text, and what becomes of what stands between its quotes. */
export interface TomlStringEdit {
  readonly path: TomlPath;
  /** Given and giving back the text as written, escapes included. */
  readonly change: (written: string) => string;
}

/**
 * A TOML text with some of its strings changed and every other byte as it was. An edit whose path leads
 * to no string changes nothing.
 */
export function editTomlStrings(text: string, edits: readonly TomlStringEdit[]): string {
  // The parser refuses a byte order mark.
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const body = text.slice(start);
  const layout = tomlLayout(body);
  const cuts = edits.flatMap(({ path, change }) => {
    const node = layout
      .filter((section) => !section.isArrayItem && isPrefix(section.path, path))
      .map((section) => inEntries(section.entries, path.slice(section.path.length)))
      .find((each) => each !== undefined);
    return node ? [{ node, change }] : [];
  });
  // From the end, so that what is still to be changed stays where it is.
  const edited = cuts
    .sort((a, b) => b.node.start - a.node.start)
    .reduce((kept, { node, change }) => {
      const [whole, quote = '', written = ''] =
        /^("""|'''|"|')([\s\S]*)\1$/.exec(kept.slice(node.start, node.end)) ?? [];
      return whole === undefined
        ? kept
        : kept.slice(0, node.start) + quote + change(written) + quote + kept.slice(node.end);
    }, body);
  return text.slice(0, start) + edited;
}

function inEntries(entries: readonly TomlEntry[], path: TomlPath): TomlNode | undefined {
  return entries
    .filter(({ key }) => isPrefix(key, path))
    .map(({ key, value }) => inNode(value, path.slice(key.length)))
    .find((each) => each !== undefined);
}

function inNode(node: TomlNode, path: TomlPath): TomlNode | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return node;
  if (typeof first === 'string') return inEntries(node.entries, path);
  const item = node.items[first];
  return item && inNode(item, rest);
}

function isPrefix(parts: readonly string[], path: TomlPath): boolean {
  return parts.length <= path.length && parts.every((part, index) => path[index] === part);
}
