import type { Row } from './collect-rows.ts';
import { figureOf } from './figure-of.ts';

/** By case and other contender: what one's figure is as a part of the other's. */
export type Ratios = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Divides a contender's figure of each case by every other contender's, to three places. A contender that
 * left images as they were has none.
 */
export function planRatios(rows: readonly Row[], of: string): Ratios {
  const ours = rows.filter(({ contender }) => contender === of);
  return Object.fromEntries(
    ours.map((our) => {
      const others = rows.filter((row) => row.case === our.case && row.contender !== of);
      const ratios = others.flatMap((other) => {
        const [mine, its] = [figureOf(our), figureOf(other)];
        const isComparable = mine !== undefined && its !== undefined;
        return isComparable ? [[other.contender, Math.round((mine / its) * 1000) / 1000]] : [];
      });
      return [our.case, Object.fromEntries(ratios)];
    }),
  );
}
