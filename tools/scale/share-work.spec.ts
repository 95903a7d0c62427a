import { expect, test } from 'vitest';
import { shareWork } from './share-work.ts';

function span(started: number, completed: number) {
  return { started, completed };
}

test('no more steps than cores have a core each', () => {
  expect(shareWork([span(0, 3), span(1, 5)], 2)).toEqual([3, 4]);
});

test('more steps share the cores for as long as they run beside each other', () => {
  expect(shareWork([span(0, 4), span(0, 4), span(0, 4), span(0, 8)], 2)).toEqual([2, 2, 2, 6]);
});

test('the work of all steps is what the cores give while they are busy', () => {
  const spans = Array.from({ length: 20 }, (_, index) => span(index % 3, 10 + (index % 5)));
  const total = shareWork(spans, 2).reduce((sum, seconds) => sum + seconds, 0);
  expect(total).toBeCloseTo(2 * 14);
});

test('a step that took no time is no work', () => {
  expect(shareWork([span(2, 2), span(0, 4)], 1)).toEqual([0, 4]);
});
