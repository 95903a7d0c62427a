import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
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

test('an option whose name begins with no is meant by its negation', () => {
  // As Nx reads `--no-cache`.
  expect(said({ cache: false })).toEqual([expect.stringMatching(/Did you mean `--noCache`\?$/)]);
});

test('what the schema has and what Nx passes is known', () => {
  expect(said({ platforms: [], noCache: true, verbose: true, _: ['api'] })).toEqual([]);
});
