/** One statement of a Python file, which may go over several lines. */
export interface LogicalLine {
  /** Where it starts; counted from 1. */
  readonly line: number;
  /** Blanks before it; a tab counts to the next multiple of eight, as Python has it. */
  readonly indent: number;
  /** On one line, without comments; each string literal is its value in double quotes. */
  readonly text: string;
}

/** A string's prefix and opening quotes. Rule: "String and Bytes literals" of Python's reference. */
const STRING = /(?:[rRuUbBfFtT]{1,2})?("""|'''|"|')/y;

/**
 * Splits a Python file into statements, as Python's tokenizer does: strings, comments, brackets and backslashes are
 * understood, so that code in a docstring is not a statement. It needs no Python on this machine and no parser of 1 MB; imports
 * and the blocks they are in are all that is asked of it.
 */
export function logicalLines(source: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let [line, depth, at] = [1, 0, 0];
  let current: { readonly line: number; readonly indent: number } | undefined;
  let text = '';
  const end = (): void => {
    if (current && text.trim() !== '') lines.push({ ...current, text: text.trim() });
    [current, text] = [undefined, ''];
  };
  const isLineStart = (): boolean => source[at - 1] === '\n' || at === 0;
  while (at < source.length) {
    if (isLineStart() && depth === 0 && !current) {
      const [blanks = ''] = /^[ \t\f\uFEFF]*/.exec(source.slice(at, at + 400)) ?? [];
      current = { line, indent: widthOf(blanks) };
      at += blanks.length;
    }
    const char = source[at] ?? '';
    STRING.lastIndex = at;
    const isWordBefore = /\w/.test(source[at - 1] ?? '');
    const string = isWordBefore && !/["']/.test(char) ? null : STRING.exec(source);
    if (string) {
      const close = endOfString(source, STRING.lastIndex, string[1] ?? '"');
      const value = source.slice(STRING.lastIndex, close.start);
      text += JSON.stringify(value);
      line += value.split('\n').length - 1;
      at = close.end;
    } else if (char === '#') {
      const next = source.indexOf('\n', at);
      at = next === -1 ? source.length : next;
    } else if (char === '\\' && /^\\\r?\n/.test(source.slice(at, at + 3))) {
      at = source.indexOf('\n', at) + 1;
      line += 1;
      text += ' ';
    } else if (char === '\n') {
      at += 1;
      line += 1;
      if (depth > 0) text += ' ';
      else end();
    } else if (char === ';' && depth === 0) {
      const { line: start, indent } = current ?? { line, indent: 0 };
      end();
      current = { line: start, indent };
      at += 1;
    } else {
      if ('([{'.includes(char)) depth += 1;
      if (')]}'.includes(char)) depth = Math.max(0, depth - 1);
      text += char;
      at += 1;
    }
  }
  end();
  return lines;
}

function widthOf(blanks: string): number {
  let width = 0;
  for (const blank of blanks) {
    if (blank === '\t') width += 8 - (width % 8);
    else if (blank === ' ') width += 1;
  }
  return width;
}

/** A backslash keeps a quote from ending a string, in raw strings as well. An open one ends with its line. */
function endOfString(
  source: string,
  from: number,
  quotes: string,
): { readonly start: number; readonly end: number } {
  let at = from;
  while (at < source.length) {
    if (source[at] === '\\') at += 2;
    else if (source.startsWith(quotes, at)) return { start: at, end: at + quotes.length };
    else if (quotes.length === 1 && source[at] === '\n') return { start: at, end: at };
    else at += 1;
  }
  return { start: source.length, end: source.length };
}
