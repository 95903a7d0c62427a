import { expect, test } from 'vitest';
import { formatRows } from './format-rows.ts';
import { sampleResults } from './sample-results.ts';

test('the closing table', async () => {
  await expect(`${formatRows(sampleResults())}\n`).toMatchFileSnapshot('__snapshots__/rows.txt');
});
