import type { Row } from './collect-rows.ts';
import { median } from './median.ts';

/** The number that a row is compared by: bytes where it has some, else the median of its seconds. */
export const figureOf = ({ wallSeconds, distinctBytes }: Row): number =>
  distinctBytes ?? median(wallSeconds);
