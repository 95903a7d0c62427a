/**
 * Whether a name of a folder's entry is one that a pattern names, as Go's `filepath.Match` has it: `*`, `?`, `[…]`
 * and escapes, none beyond a slash. What stands in brackets may be any one character here: more is read then, never
 * less.
 *
 * @param pattern one part of a path
 */
export function namePattern(pattern: string): (name: string) => boolean {
  if (!isPattern(pattern)) return (name) => name === pattern;
  const source = pattern.replace(TOKEN, (token, escaped: string | undefined) => {
    if (token === '*') return '[^/]*';
    if (token === '?' || token.startsWith('[')) return '[^/]';
    return (escaped ?? token).replace(/[^\w]/gu, '\\$&');
  });
  const regexp = new RegExp(`^${source}$`, 's');
  return (name) => regexp.test(name);
}

/** Whether a part of a path may name anything but itself. */
export function isPattern(part: string): boolean {
  return /[*?[\\]/.test(part);
}

const TOKEN = /\\(.)|\*|\?|\[(?:\\.|[^\]\\])*\]|[^*?[\\]|./gs;
