import { expect, test } from 'vitest';
import { sampleResults } from '../report/sample-results.ts';
import { formatPage } from './format-page.ts';

test('the page', async () => {
  await expect(formatPage(sampleResults())).toMatchFileSnapshot('__snapshots__/bench.md');
});
