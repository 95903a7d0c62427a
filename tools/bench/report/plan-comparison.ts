import type { Row } from './collect-rows.ts';
import { figureOf } from './figure-of.ts';
import type { Results } from './results.ts';

/** The figures of one contender in a case, beside the best of the others that did the job. */
export interface Comparison {
  /** The other's figure divided by the one's: over 1 where the one is ahead. */
  readonly factor: number;
  readonly best: string;
}

/** Undefined where there is nobody to compare with. The baseline does nothing and is nobody. */
export function planComparison(
  { of, baseline }: Pick<Results, 'of' | 'baseline'>,
  rows: readonly Row[],
): Comparison | undefined {
  const figures = rows.flatMap((row) => {
    const figure = figureOf(row);
    return figure === undefined ? [] : [{ name: row.contender, figure }];
  });
  const our = figures.find(({ name }) => name === of);
  const [best] = figures
    .filter(({ name }) => name !== of && name !== baseline)
    .sort((a, b) => a.figure - b.figure);
  return our && best ? { factor: best.figure / our.figure, best: best.name } : undefined;
}
