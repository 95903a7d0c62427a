/** What a line of progress tells of a step. */
export interface StepLine {
  readonly targets: readonly string[];
  readonly text: string;
  readonly outcome: 'run' | 'cached' | 'failed' | 'stopped';
  readonly seconds: number;
}

/** Characters of a step's text that fit a line of a log. */
const WIDTH = 100;

/**
 * One line for a step that has ended: what it was for, the instruction without its mounts, and how
 * long it took.
 */
export function formatStep({ targets, text, outcome, seconds }: StepLine): string {
  const short = text.replace(/\s+/g, ' ').replace(/--mount=\S+ /g, '');
  const cut = short.length > WIDTH ? `${short.slice(0, WIDTH - 1)}…` : short;
  const whom = targets.length > 1 ? `${targets[0]} +${targets.length - 1}` : (targets[0] ?? '');
  const mark = outcome === 'run' ? `${seconds.toFixed(1)}s` : outcome.toUpperCase();
  return `[${whom}] ${cut}  ${mark}`;
}
