import { formatProblem } from './format-problem';
import type { Problem } from './problem';

/** What is wrong is shown for so many that have the next step in common. */
const SHOWN = 5;

/**
 * Several problems as people read them. What to do next is said once for all that have it in common, after what is
 * wrong with each; of many, the first are shown and the others are counted.
 */
export function formatProblems(problems: readonly Problem[]): string {
  return problemGroups(problems).join('\n');
}

/** The same as a text for each next step. */
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
