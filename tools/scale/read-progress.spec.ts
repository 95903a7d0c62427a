import { expect, test } from 'vitest';
import { readProgress } from './read-progress.ts';

function at(second: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
}

/** A vertex that ran from one second to another. */
function ran(
  digest: string,
  name: string,
  [from, to]: readonly [number, number],
  ...inputs: readonly string[]
): string {
  return JSON.stringify({
    vertexes: [{ digest, name, inputs, started: at(from), completed: at(to) }],
  });
}

const lines = [
  'what the client says besides',
  ran('context', '[api internal] load build context', [0, 1]),
  ran('base', '[python-base 1/1] RUN base', [0, 5]),
  ran('base', '[api base 1/1] RUN base', [0, 5]),
  ran('code', '[api 1/2] COPY . .', [5, 6], 'context', 'base'),
  ran('own', '[api 2/2] RUN own', [6, 8], 'code', 'elsewhere'),
  ran('exported-base', '[python-base] exporting to image', [5, 6]),
  ran('cache', '[api] exporting cache to registry', [9, 20]),
  ran('exported', '[api] exporting to image', [8, 9]),
];

test('a job is an image, with the steps it needs and what they took', () => {
  const { steps, jobs } = readProgress(
    lines,
    { api: ['foundation'], foundation: ['python-base'], 'python-base': [] },
    ['python-base', 'api'],
    8,
  );
  expect(jobs).toEqual([
    { name: 'python-base', needs: [], results: ['exported-base'] },
    { name: 'api', needs: ['python-base'], results: ['exported'] },
  ]);
  const graph = [...steps.values()].map(({ id, seconds, needs }) => [id, seconds, ...needs]);
  expect(graph).toEqual([
    ['context', 1],
    ['base', 5],
    ['code', 1, 'context', 'base'],
    ['own', 2, 'code'],
    ['exported-base', 1, 'base'],
    ['cache', 11],
    ['exported', 1, 'own'],
  ]);
});

test('what came from a cache took no time', () => {
  const line = ran('base', '[api 1/1] RUN base', [0, 5]).replace(
    '"inputs"',
    '"cached":true,"inputs"',
  );
  expect(readProgress([line], {}, ['api'], 8).steps.get('base')?.seconds).toBe(0);
});

test('steps that ran beside each other share the cores', () => {
  const both = [ran('a', '[a 1/1] RUN a', [0, 4]), ran('b', '[b 1/1] RUN b', [0, 4])];
  const { steps, engineSeconds } = readProgress(both, {}, ['a', 'b'], 1);
  expect([...steps.values()].map(({ seconds }) => seconds)).toEqual([2, 2]);
  expect(engineSeconds).toBe(4);
});
