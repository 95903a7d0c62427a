import { diff3Merge } from 'node-diff3';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { ComposeProblem } from '../../problems/kinds/commands/compose-problem';

/** A compose file that can be changed where the plugin has something to say, with all else as it is. */
export type ComposeDocument = Document;

/** Reads a compose file. @returns a problem where it is no YAML, or no compose file */
export function readComposeDocument(
  file: string,
  text: string,
): { readonly document: ComposeDocument } | { readonly problem: ComposeProblem } {
  const document = parseDocument(text);
  const [error] = document.errors;
  const broken = (detail: string, line?: number): { readonly problem: ComposeProblem } => ({
    problem: {
      kind: 'compose-broken',
      place: { file, ...(line !== undefined && { line }) },
      detail,
    },
  });
  if (error) return broken(error.message.split('\n')[0] ?? '', error.linePos?.[0].line);
  const { contents } = document;
  const services = isMap(contents) ? contents.get('services', true) : undefined;
  if (contents !== null && !isMap(contents)) return broken('the file is not a map of keys');
  if (services !== undefined && !isMap(services) && !isEmpty(services)) {
    return broken('services is not a map of services');
  }
  return { document };
}

/**
 * The text of a changed document, in the layout of the text that it was read from: only lines that say something
 * else are other lines.
 */
export function writeComposeDocument(document: ComposeDocument, before: string): string {
  const style = {
    lineWidth: 0,
    indent: /^( +)\S/m.exec(before)?.[1]?.length ?? 2,
    indentSeq: !/^( *)[\w"'.-]+:[^\S\n]*(?:#.*)?\n\1- /m.test(before),
  };
  const after = document.toString(style);
  const asRead = parseDocument(before).toString(style);
  const lines = (text: string): string[] => tidy(text).split('\n');
  const end = before.endsWith('\n') || before === '' ? '' : '\n';
  const regions = diff3Merge(`${before}${end}`.split('\n'), lines(asRead), lines(after), {
    excludeFalseConflicts: true,
  });
  const merged = regions.flatMap(({ ok, conflict }) => ok ?? settled(conflict)).join('\n');
  const text = means(merged, document) ? merged : tidy(after);
  return means(text, document) ? text.slice(0, text.length - end.length) : after;
}

/** Lines that the user has laid out otherwise, beside lines that say something else now. */
function settled({
  a = [],
  o = [],
  b = [],
}: Partial<Readonly<Record<'a' | 'o' | 'b', string[]>>> = {}): readonly string[] {
  const isAlike = a.length === o.length && o.length === b.length;
  return isAlike ? b.map((line, at) => (line === o[at] ? (a[at] ?? line) : line)) : b;
}

/** Lists on one line as Prettier writes them, which `nx format` runs. */
function tidy(text: string): string {
  return text.replace(/\[ ([^[\]\n]*) \]/g, '[$1]');
}

function means(text: string, document: ComposeDocument): boolean {
  const read = parseDocument(text);
  return read.errors.length === 0 && sameJson(read.toJS(), document.toJS());
}

/** The map under a key; undefined where there is another value. */
export function mapAt(parent: YAMLMap, key: string): YAMLMap | undefined {
  const node = parent.get(key, true);
  return isMap(node) ? node : undefined;
}

/** The list under a key; undefined where there is another value. */
export function listAt(parent: YAMLMap, key: string): YAMLSeq | undefined {
  const node = parent.get(key, true);
  return isSeq(node) ? node : undefined;
}

/** Whether there is nothing under a key but the key itself. */
export function isEmpty(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && node.value === null);
}

/** A text as compose reads it: a dollar sign begins a variable. */
export function composeText(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** Whether two values are the same data, with their keys in the same order. */
export function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
