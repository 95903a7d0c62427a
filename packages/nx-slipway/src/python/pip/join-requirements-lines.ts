/** One line as pip sees it. */
export interface JoinedLine {
  /** Where it starts; counted from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * Returns the lines of a requirements file that say something, with continuations joined and comments gone.
 * A continuation joins without a blank, a comment ends it, and a `#` starts one only behind white space.
 *
 * Rule: pip's `req_file.py` (`preprocess`).
 */
export function joinRequirementsLines(text: string): readonly JoinedLine[] {
  const joined: JoinedLine[] = [];
  let open: JoinedLine | undefined;
  for (const [index, each] of text
    .replace(/^\uFEFF/, '')
    .split(LINE_END)
    .entries()) {
    const { line, text: before } = open ?? { line: index + 1, text: '' };
    const isComment = /^\s*#/.test(each);
    const isContinued = each.endsWith('\\') && !isComment;
    const rest = isContinued ? each.replace(/^\\+/, '').replace(TRAILING, '') : each;
    const current = { line, text: `${before}${isComment ? ' ' : ''}${rest}` };
    open = isContinued ? current : undefined;
    if (!isContinued) joined.push(current);
  }
  if (open) joined.push(open);
  return joined
    .map(({ line, text: each }) => ({
      line,
      text: withSingleBlanks(each.replace(/(^|\s)#.*$/, '').trim()),
    }))
    .filter((each) => each.text !== '');
}

/** What Python's `splitlines` splits at. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python ends lines at them
const LINE_END = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;

/** Looks from where the backslashes start, or many lines of them take the square of their number. */
const TRAILING = /(?<!\\)\\+$/;

/** Blanks outside of quotes say nothing; a tab is for pip no blank before an option. */
function withSingleBlanks(text: string): string {
  return /["']/.test(text) ? text : text.replace(/ {2,}/g, ' ');
}
