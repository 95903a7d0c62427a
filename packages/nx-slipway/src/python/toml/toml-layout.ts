import { parseDocument } from '@decimalturn/toml-patch';

/** Half-open range of UTF-16 offsets into a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where a value stands, and what stands within it. */
export interface TomlNode extends TextRange {
  /** Line and column of the start, counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Elements of an array. */
  readonly items: readonly TomlNode[];
  /** Rows of an inline table. */
  readonly entries: readonly TomlEntry[];
}

/** One `key = value`; the range spans both. */
export interface TomlEntry extends TextRange {
  /** A dotted key has several parts. */
  readonly key: readonly string[];
  readonly line: number;
  readonly column: number;
  readonly value: TomlNode;
}

/** A `[table]` or `[[array of tables]]` with its rows; the first one of a file has no path. */
export interface TomlSection extends TextRange {
  readonly path: readonly string[];
  readonly isArrayItem: boolean;
  readonly line: number;
  readonly column: number;
  readonly entries: readonly TomlEntry[];
}

type Block = ReturnType<typeof parseDocument>['cst'][number];
type Row = Extract<Block, { items: unknown }>['items'][number];
type KeyValue = Extract<Row, { key: unknown }>;

/**
 * Returns the place of everything in a TOML text; empty for a text that does not parse. The values come
 * from another parser: this one is asked for places alone.
 */
export function tomlLayout(text: string): readonly TomlSection[] {
  const blocks = blocksOf(text);
  const rangeOf = ranges(text);
  const head = blocks.filter((block): block is KeyValue => block.type === 'KeyValue');
  const first = { start: 0, end: 0, line: 1, column: 1 };
  return [
    { ...first, path: [], isArrayItem: false, entries: head.map(entryOf) },
    ...blocks.flatMap((block) =>
      block.type === 'Table' || block.type === 'TableArray'
        ? [
            {
              ...rangeOf(block.loc),
              path: block.key.item.value,
              isArrayItem: block.type === 'TableArray',
              entries: block.items
                .filter((row): row is KeyValue => row.type === 'KeyValue')
                .map(entryOf),
            },
          ]
        : [],
    ),
  ];

  function entryOf(row: KeyValue): TomlEntry {
    return { ...rangeOf(row.loc), key: row.key.value, value: nodeOf(row.value) };
  }

  function nodeOf(node: KeyValue['value']): TomlNode {
    const items = node.type === 'InlineArray' ? node.items.map((each) => each.item) : [];
    const entries = node.type === 'InlineTable' ? node.items.map((each) => each.item) : [];
    return {
      ...rangeOf(node.loc),
      items: items.map((item) => nodeOf(item as KeyValue['value'])),
      entries: entries.map(entryOf),
    };
  }
}

function blocksOf(text: string): readonly Block[] {
  try {
    return parseDocument(text).cst;
  } catch {
    return [];
  }
}

/** The library gives lines from 1 and columns from 0. */
function ranges(text: string): (loc: Block['loc']) => TextRange & { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = ({ line, column }: Block['loc']['start']) => (starts[line - 1] ?? 0) + column;
  return ({ start, end }) => ({
    start: offset(start),
    end: offset(end),
    line: start.line,
    column: start.column + 1,
  });
}
