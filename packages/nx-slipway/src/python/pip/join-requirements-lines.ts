/** One line as pip sees it. */
export interface JoinedLine {
  /** Where it starts; counted from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a requirements file that say something, with continuations joined and comments gone. A
 * comment ends a continuation, and a `#` starts one only behind white space (pip, `_internal/req/req_file.py`).
 */
export function joinRequirementsLines(text: string): readonly JoinedLine[] {
  const joined: JoinedLine[] = [];
  let open: JoinedLine | undefined;
  for (const [index, each] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const { line, text: before } = open ?? { line: index + 1, text: '' };
    const isContinued = each.endsWith('\\') && !/^\s*#/.test(each);
    const current = { line, text: `${before}${isContinued ? each.slice(0, -1) : ` ${each}`}` };
    open = isContinued ? current : undefined;
    if (!isContinued) joined.push(current);
  }
  if (open) joined.push(open);
  return joined
    .map(({ line, text: each }) => ({
      line,
      text: each
        .replace(/(^|\s)#.*$/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    }))
    .filter((each) => each.text !== '');
}
