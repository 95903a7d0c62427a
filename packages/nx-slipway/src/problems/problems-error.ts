import { formatProblems } from './format-problems';
import type { Problem } from './problem';

/** Thrown by doors when a plan cannot be made; its message is the problems in prose. */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.problems = problems;
    // Nx prints the stack where it can; a problem is the user's to solve and has no use for one.
    this.stack = this.message;
  }
}
