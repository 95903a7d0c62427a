import { metrics } from '../case.ts';
import type { Row } from '../report/collect-rows.ts';

/** A row for tests, with nothing measured but what is given. */
export function buildRow(parts: Partial<Row>): Row {
  return {
    ...{ case: 'code', contender: 'ours' },
    ...(Object.fromEntries(metrics.map((metric) => [metric, []])) as unknown as Row),
    ...parts,
  };
}
