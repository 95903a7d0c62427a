import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatProblem } from '../problems/format-problem';
import { unknownOptions } from './unknown-options';

const KNOWN = ['platforms', 'reuse', 'noCache', 'push'];

function said(options: object): readonly string[] {
  return unknownOptions({ id: 'api:build-image', options }, KNOWN).map(formatProblem);
}

test.each([
  ['platform', 'Did you mean `--platforms`?'],
  ['noReuse', 'Did you mean `--no-reuse`?'],
  ['nocache', 'Did you mean `--noCache`?'],
  [
    'colour',
    'Remove it. The page "Targets and executors" of the docs lists the options of each target.',
  ],
])('%s', (option, next) => {
  expect(said({ [option]: 'x', push: true })).toEqual([
    `api:build-image has no option \`${option}\`\n  ${next}`,
  ]);
});

test('a word without dashes is named', () => {
  expect(said({ _: ['worker'] })).toEqual([expect.stringContaining('no option `worker`')]);
});

test('what the schema has and what Nx passes is known', () => {
  expect(said({ platforms: [], noCache: true, verbose: true })).toEqual([]);
});

test('the schema of no executor with a batch refuses options, for which Nx would end the worker', () => {
  const { executors } = readJson('../../executors.json');
  const batches = Object.keys(executors).filter((name) => executors[name].batchImplementation);
  expect(batches.length).toBeGreaterThan(2);
  for (const name of batches) {
    const { additionalProperties } = readJson(`../executors/${name}/schema.json`);
    expect(additionalProperties).toBeUndefined();
  }
});

function readJson(file: string) {
  return JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
}
