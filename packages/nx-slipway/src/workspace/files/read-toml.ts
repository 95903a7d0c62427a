import { parse as parseNewToml } from '@decimalturn/toml-patch';
import { parse } from '@iarna/toml';
import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import type { TomlTable } from '../../python/toml/toml-value';

/** A parsed file, or why it could not be parsed. */
export type ParsedToml = { readonly value: TomlTable } | { readonly problem: PythonProblem };

/**
 * Parses TOML 1.0. A text that is valid only as TOML 1.1, which uv reads, is a problem of its own
 * kind: it is not broken, and another wording helps.
 *
 * @param file path relative to the workspace root, for the problem's place
 */
export function parseTomlText(text: string, file: string): ParsedToml {
  // The parser refuses a BOM, and a carriage return after a comment.
  const content = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  try {
    return { value: parse(content) };
  } catch (error) {
    const { line, column, sentence } = described(error);
    const place = { file, ...(line !== undefined && { line, column }) };
    return {
      problem: isNewToml(content)
        ? { kind: 'toml-1-1', place, ...newerThan(sentence) }
        : { kind: 'toml-broken', place, detail: sentence },
    };
  }
}

/**
 * The parser's lines count from 0. Its columns count from 1 on the first line and from 0 on the
 * others.
 */
function described(error: unknown): {
  readonly line?: number;
  readonly column: number;
  readonly sentence: string;
} {
  const { message, line, col } = error as Partial<Record<'message' | 'line' | 'col', unknown>>;
  const sentence = String(message)
    .replace(/ at row \d+, col \d+[\s\S]*$/, '')
    .replace(
      /character:? "?(\d+)"?/,
      (_, code) => `character ${JSON.stringify(String.fromCodePoint(Number(code)))}`,
    )
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  const column = typeof col === 'number' ? Math.max(line === 0 ? col : col + 1, 1) : 1;
  return { ...(typeof line === 'number' && { line: line + 1 }), column, sentence };
}

/** What TOML 1.1 adds, told by what the parser for 1.0 stumbled over. */
const additions: readonly {
  readonly sign: RegExp;
  readonly detail: string;
  readonly instead: string;
}[] = [
  {
    sign: /unterminated inline array/,
    detail: 'a line break in an inline table',
    instead: 'Write the table on one line, or as a [table] of its own.',
  },
  {
    sign: /trailing comma/,
    detail: 'a comma after the last entry of an inline table',
    instead: 'Take that comma out.',
  },
  {
    sign: /escape character "e"/,
    detail: 'the escape `\\e`',
    instead: 'Write `\\u001b` instead.',
  },
  {
    sign: /escape character "x"/,
    detail: 'an escape `\\xHH`',
    instead: 'Write `\\u00HH` instead.',
  },
  {
    sign: /incomplete (date)?time/,
    detail: 'a time without seconds',
    instead: 'Add the seconds: `07:32:00`.',
  },
];

function newerThan(sentence: string): { readonly detail: string; readonly instead: string } {
  const addition = additions.find(({ sign }) => sign.test(sentence));
  return addition
    ? { detail: addition.detail, instead: addition.instead }
    : { detail: 'something on this line', instead: 'Write it in the manner of TOML 1.0.' };
}

/** A second opinion, by a parser that knows TOML 1.1. */
function isNewToml(text: string): boolean {
  try {
    parseNewToml(text);
    return true;
  } catch {
    return false;
  }
}
