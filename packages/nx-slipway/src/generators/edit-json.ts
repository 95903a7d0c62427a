import { findNodeAtLocation, type JSONPath, type Node, parseTree } from 'jsonc-parser';
import { withoutMark } from '../workspace/files/file-text';
import { inStyleOf } from './text-style';

/**
 * Sets one value of a JSON text, which may have comments. What is added is indented as the text is and comes last;
 * everything else stays as it is, byte for byte. jsonc-parser's own edits format the lines that they touch.
 *
 * @param path an index behind the end of an array adds to it
 */
export function setInJson(text: string, path: JSONPath, value: unknown): string {
  const source = withoutMark(text);
  const root = parseTree(source);
  if (!root) return inStyleOf(text, `${pretty(wrapped(path, value), '', indentOf(source))}\n`);
  const known = [...path.keys(), path.length]
    .reverse()
    .find((length) => findNodeAtLocation(root, path.slice(0, length)));
  const parent = findNodeAtLocation(root, path.slice(0, known)) ?? root;
  const base = /^[ \t]*/.exec(source.slice(source.lastIndexOf('\n', parent.offset) + 1))?.[0] ?? '';
  const unit = indentOf(source);
  if (known === path.length) {
    const end = parent.offset + parent.length;
    const edited = `${source.slice(0, parent.offset)}${pretty(value, base, unit)}${source.slice(end)}`;
    return inStyleOf(text, edited);
  }
  const [key, ...rest] = path.slice(known);
  const content = pretty(wrapped(rest, value), base + unit, unit);
  const entry = parent.type === 'array' ? content : `${JSON.stringify(key)}: ${content}`;
  return inStyleOf(text, withEntry(source, parent, { entry, base, unit }));
}

/** Adds an entry at the end of an object or a list, on a line of its own. */
function withEntry(
  source: string,
  parent: Node,
  { entry, base, unit }: { readonly entry: string; readonly base: string; readonly unit: string },
): string {
  const last = parent.children?.at(-1);
  const close = parent.offset + parent.length - 1;
  const from = last ? last.offset + last.length : parent.offset + 1;
  const between = source.slice(from, close);
  // A comment at the end of a line belongs to what is on the line.
  const [beside = ''] =
    /^,?[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/)?(?=[ \t]*\r?\n)/.exec(between) ?? [];
  const comma = last && !/^\s*,/.test(between) ? ',' : '';
  const before = source.slice(0, from) + comma + beside;
  const left = between.slice(beside.length);
  const isOnOwnLine = /^[ \t]*\r?\n[ \t]*$/.test(left);
  const after = isOnOwnLine ? left : `${left.trimEnd()}\n${base}`;
  return isOnOwnLine || left.trim() === ''
    ? `${before}\n${base}${unit}${entry}${after}${source.slice(close)}`
    : `${before}${left.trimEnd()}\n${base}${unit}${entry}\n${base}${source.slice(close)}`;
}

function wrapped(path: JSONPath, value: unknown): unknown {
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}

function pretty(value: unknown, base: string, unit: string): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', `\n${base}`);
}

/** The indentation of the first property on a line of its own; two blanks in a text without one. */
function indentOf(text: string): string {
  return /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
}
