/** Reads a text from left to right, by sticky patterns that never look back. */
export interface TextScanner {
  /** Returns what a pattern matches here and moves behind it; undefined without a move where it does not. */
  readonly take: (pattern: RegExp) => string | undefined;
  /** Returns what a pattern matches here. @throws {@link UnexpectedText} where it does not */
  readonly expect: (pattern: RegExp, expected: string) => string;
  /** @throws {@link UnexpectedText} */
  readonly fail: (expected: string) => never;
  /** Counted from 0. */
  readonly position: () => number;
}

/** A text that a grammar does not take, with words for people. */
export class UnexpectedText extends Error {}

/** Starts to read a text. Its patterns have the flag `y`. */
export function scanText(text: string): TextScanner {
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const fail = (expected: string): never => {
    throw new UnexpectedText(`character ${at + 1} must be ${expected}`);
  };
  return {
    take,
    fail,
    expect: (pattern, expected) => take(pattern) ?? fail(expected),
    position: () => at,
  };
}

/** White space within a line. */
export const BLANKS = /[ \t]+/y;
