import type { TextRange } from './toml-layout';

/** The text of a range without the cuts, which may lie within each other. */
export function cutRanges(text: string, range: TextRange, cuts: readonly TextRange[]): string {
  const sorted = [...cuts].sort((a, b) => a.start - b.start || b.end - a.end);
  let at = range.start;
  let kept = '';
  for (const { start, end } of sorted) {
    if (start >= at) kept += text.slice(at, start);
    at = Math.max(at, end);
  }
  return kept + text.slice(at, range.end);
}
