import { formatProblem } from './format-problem';
import type { Problem } from './problem';

/** Problems that are shown of those that share a next step. */
const SHOWN = 5;

/**
 * Formats several problems. Problems that share a next step are listed together, and the step stands once below them. Of
 * a long list, the first are shown and the others are counted.
 */
export function formatProblems(problems: readonly Problem[]): string {
  return problemGroups(problems).join('\n');
}

/** The same, with one text for each next step. */
export function problemGroups(problems: readonly Problem[]): readonly string[] {
  const byNext = new Map<string, Set<string>>();
  for (const problem of problems) {
    const text = formatProblem(problem);
    // Of several lines, the first one is indented least.
    const { what = text, next = '' } =
      /^(?<what>[\s\S]*)\n(?<next> {2}\S[\s\S]*)$/.exec(text)?.groups ?? {};
    byNext.set(next, (byNext.get(next) ?? new Set()).add(what));
  }
  return [...byNext].map(([next, whats]) => [...firstOf([...whats]), next].join('\n'));
}

function firstOf(texts: readonly string[]): readonly string[] {
  const more = texts.length - SHOWN;
  return more > 1 ? [...texts.slice(0, SHOWN), `… and ${more} more like these`] : texts;
}
