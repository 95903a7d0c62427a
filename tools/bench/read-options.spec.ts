import { expect, test } from 'vitest';
import { isWhole, readOptions } from './read-options.ts';

const choices = {
  cases: ['cold', 'noop', 'code'],
  contenders: ['nx-slipway', 'raw-bake'],
  maximalRuns: 10,
};

const all = { services: 20, runs: 3, ...choices, prune: false, docs: false };
const { maximalRuns: _, ...defaults } = all;

test.each([
  [[], defaults],
  [['--services', '3', '--runs=1'], { ...defaults, services: 3, runs: 1 }],
  [['--case', 'code,cold'], { ...defaults, cases: ['cold', 'code'] }],
  [['--case=code', '--case=noop'], { ...defaults, cases: ['noop', 'code'] }],
  [['--contender', 'raw-bake'], { ...defaults, contenders: ['raw-bake'] }],
  [['--prune'], { ...defaults, prune: true }],
  [['--docs'], { ...defaults, docs: true }],
])('%j', (argv, expected) => {
  expect(readOptions(argv, choices)).toEqual(expected);
});

test.each([
  [['--services', '0'], '--services is a whole number from 1 to 200, not "0"'],
  [['--services=many'], '--services is a whole number from 1 to 200, not "many"'],
  [['--services=2.5'], '--services is a whole number from 1 to 200, not "2.5"'],
  [['--runs=11'], '--runs is a whole number from 1 to 10, not "11"'],
  [['--case', 'warm,cold'], '--case knows no "warm"; there are cold, noop, code'],
  [['--case='], '--case knows no ""; there are cold, noop, code'],
  [['--contender=x'], '--contender knows no "x"; there are nx-slipway, raw-bake'],
  [['--cases=cold'], "Unknown option '--cases'"],
  [['3'], "Unexpected argument '3'. This command does not take positional arguments"],
])('refuses %j', (argv, message) => {
  expect(() => readOptions(argv, choices)).toThrow(message);
});

test.each([
  [[], true],
  [['--runs=1', '--services=40'], true],
  [['--services=3'], false],
  [['--case=cold,noop'], false],
  [['--contender=raw-bake'], false],
])('%j is the whole bench: %s', (argv, expected) => {
  expect(isWhole(readOptions(argv, choices), choices)).toBe(expected);
});
