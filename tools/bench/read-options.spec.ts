import { expect, test } from 'vitest';
import { isWhole, readOptions } from './read-options.ts';

const choices = {
  cases: ['cold', 'noop', 'code'],
  groups: { large: ['large-cold', 'large-code'], platforms: ['platforms'] },
  contenders: ['nx-slipway', 'raw-bake'],
  maximalRuns: 10,
};

const all = { services: 20, runs: 3, ...choices, prune: false, add: false, docs: false };
const { maximalRuns: _, groups: __, ...defaults } = all;

test.each([
  [[], defaults],
  [['--services', '3', '--runs=1'], { ...defaults, services: 3, runs: 1 }],
  [['--case', 'code,cold'], { ...defaults, cases: ['cold', 'code'] }],
  [['--case=code', '--case=noop'], { ...defaults, cases: ['noop', 'code'] }],
  [['--case=large'], { ...defaults, cases: ['large-cold', 'large-code'], group: 'large' }],
  [['--case=large-code'], { ...defaults, cases: ['large-code'], group: 'large' }],
  [['--case=platforms'], { ...defaults, cases: ['platforms'], group: 'platforms' }],
  [['--contender', 'raw-bake'], { ...defaults, contenders: ['raw-bake'] }],
  [['--prune'], { ...defaults, prune: true }],
  [['--add'], { ...defaults, add: true }],
  [['--docs'], { ...defaults, docs: true }],
])('%j', (argv, expected) => {
  expect(readOptions(argv, choices)).toEqual(expected);
});

test.each([
  [['--services', '0'], '--services is a whole number from 1 to 200, not "0"'],
  [['--services=many'], '--services is a whole number from 1 to 200, not "many"'],
  [['--services=2.5'], '--services is a whole number from 1 to 200, not "2.5"'],
  [['--runs=11'], '--runs is a whole number from 1 to 10, not "11"'],
  [
    ['--case', 'warm,cold'],
    '--case knows no "warm"; there are cold, noop, code, large, large-cold, large-code, platforms',
  ],
  [
    ['--case='],
    '--case knows no ""; there are cold, noop, code, large, large-cold, large-code, platforms',
  ],
  [['--case=large,code'], 'the cases of large are measured apart from others: name them alone'],
  [
    ['--case=large-code,platforms'],
    'the cases of large are measured apart from others: name them alone',
  ],
  [['--contender=x'], '--contender knows no "x"; there are nx-slipway, raw-bake'],
  [['--cases=cold'], "Unknown option '--cases'"],
  [['3'], "Unexpected argument '3'. This command does not take positional arguments"],
])('refuses %j', (argv, message) => {
  expect(() => readOptions(argv, choices)).toThrow(message);
});

function named(names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, '']));
}

test.each([
  [{}, true],
  [{ services: 40, contenders: named(['nx-slipway', 'raw-bake', 'nothing']) }, true],
  [{ services: 3 }, false],
  [{ cases: named(['cold', 'noop']) }, false],
  [{ contenders: named(['raw-bake']) }, false],
])('figures of all but %j are all there is: %s', (change, expected) => {
  const figures = {
    ...{ services: 20, cases: named(choices.cases), contenders: named(choices.contenders) },
    ...change,
  };
  expect(isWhole(figures, choices)).toBe(expected);
});
