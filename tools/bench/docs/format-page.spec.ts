import { expect, test } from 'vitest';
import { samplePlatforms, sampleResults } from '../report/sample-results.ts';
import { formatPage } from './format-page.ts';

test('the page', async () => {
  const page = formatPage(sampleResults(), [samplePlatforms()]);
  await expect(page).toMatchFileSnapshot('__snapshots__/bench.md');
});

test('nothing is said of groups that were not measured', () => {
  expect(formatPage(sampleResults(), [])).not.toContain('## Measured apart');
});
