import { expect, test } from 'vitest';
import { sampleResults } from '../report/sample-results.ts';
import { formatPicture } from './format-picture.ts';

test('the picture', async () => {
  await expect(formatPicture(sampleResults())).toMatchFileSnapshot('__snapshots__/bench.svg');
});
