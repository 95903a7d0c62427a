import { ANY, type GlobToken, globMatcher, literal } from './glob';

/**
 * Whether a name of a folder's entry is one that a pattern names, as Go's `filepath.Match` has it: `*`, `?`, `[…]`
 * and escapes, none beyond a slash. Brackets match any one character here: more is read then, never
 * less.
 *
 * @param pattern one part of a path
 */
export function namePattern(pattern: string): (name: string) => boolean {
  if (!isPattern(pattern)) return (name) => name === pattern;
  const end = unclosedBracket(pattern);
  const tokens = Array.from(
    pattern.slice(0, end).matchAll(TOKEN),
    ([token, escaped]): GlobToken => {
      if (token === '*') return { kind: 'name' };
      return token === '?' || token.startsWith('[') ? ANY : literal(escaped ?? token);
    },
  );
  const rest = Array.from(pattern.slice(end).matchAll(REST), ([token, escaped]): GlobToken => {
    if (token === '*') return { kind: 'name' };
    return token === '?' ? ANY : literal(escaped ?? token);
  });
  return globMatcher([...tokens, ...rest]);
}

/** Whether a part of a path may name anything but itself. */
export function isPattern(part: string): boolean {
  return /[*?[\\]/.test(part);
}

/**
 * Returns where the first bracket of a pattern is that nothing closes; the pattern's length without one. It is looked
 * for once: each bracket that is not closed would be looked for up to the end of the pattern.
 */
export function unclosedBracket(pattern: string): number {
  let open: number | undefined;
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '[') open ??= at;
    else if (pattern[at] === ']') open = undefined;
  }
  return open ?? pattern.length;
}

const TOKEN = /\\(.)|\*|\?|\[(?:\\.|[^\]\\])*\]|./gs;
/** Where no bracket is closed. */
const REST = /\\(.)|\*|\?|./gs;
