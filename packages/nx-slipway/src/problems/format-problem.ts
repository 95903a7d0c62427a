import type { Explanation } from './explanation';
import { withoutLogins } from './logins';
import { explanations, type Problem } from './problem';

/**
 * One problem as people read it: `file:line:column: what is wrong`, then on a line of its own what to
 * do next.
 */
export function formatProblem(problem: Problem): string {
  const explain = explanations[problem.kind] as (problem: Problem) => Explanation;
  const { what, next } = explain(problem);
  const place = 'place' in problem ? problem.place : undefined;
  const where = place
    ? `${[place.file, place.line, place.line && place.column].filter(Boolean).join(':')}: `
    : '';
  // What is quoted from a user's file may hold a login, and logs are read by others.
  return withoutLogins(`${where}${what}\n  ${next}`);
}
