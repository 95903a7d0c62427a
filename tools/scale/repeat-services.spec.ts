import { expect, test } from 'vitest';
import { repeatServices } from './repeat-services.ts';
import type { Step } from './workload.ts';

function step(id: string, ...needs: readonly string[]): Step {
  return {
    id,
    name: id,
    seconds: 1,
    needs,
  };
}

const measured = {
  steps: new Map(
    [
      step('base'),
      step('layer', 'base'),
      step('a', 'layer'),
      step('b1', 'layer'),
      step('b', 'b1'),
    ].map((each) => [each.id, each]),
  ),
  jobs: [
    { name: 'stack', needs: [], results: ['base'] },
    { name: 'a', needs: ['stack'], results: ['a'] },
    { name: 'b', needs: ['stack'], results: ['b'] },
  ],
};

test('as many as were measured are the measured ones', () => {
  expect(repeatServices(measured, 2)).toEqual(measured);
});

test('copies have steps of their own, on the steps that services share', () => {
  const { steps, jobs } = repeatServices(measured, 4);
  expect(jobs.map(({ name, results }) => [name, ...results])).toEqual([
    ['stack', 'base'],
    ['a', 'a'],
    ['b', 'b'],
    ['a (2)', 'a (2)'],
    ['b (2)', 'b (2)'],
  ]);
  expect(steps.get('b (2)')?.needs).toEqual(['b1 (2)']);
  expect(steps.get('b1 (2)')?.needs).toEqual(['layer']);
  expect(steps.size).toBe(8);
});

test('fewer may be asked for', () => {
  expect(repeatServices(measured, 1).jobs.map(({ name }) => name)).toEqual(['stack', 'a']);
});
