import { metrics } from './case.ts';
import type { Row } from './collect-rows.ts';

/** A row for tests, with nothing measured but what is given. */
export const buildRow = (parts: Partial<Row>): Row => ({
  ...{ case: 'code', contender: 'ours' },
  ...(Object.fromEntries(metrics.map((metric) => [metric, []])) as unknown as Row),
  ...parts,
});
