import { expect, test } from 'vitest';
import { inputPattern } from './input-pattern';

test.each([
  ['src/app/main.py', 'src/app/main.py'],
  ['s p/.hidden', 's p/.hidden'],
  ['data/*.txt', 'data/*.txt'],
  ['data/?.txt', 'data/?.txt'],
])('%s is the same to Nx', (path, pattern) => {
  expect(inputPattern(path)).toBe(pattern);
});

test.each([
  ['+(a)*', '??a?*'],
  ['w[x].txt', 'w?.txt'],
  ['[^a-c].txt', '?.txt'],
  ['w[', 'w?'],
  ['a\\*b', 'a?b'],
  ['{a,b}', '?a?b?'],
  ['!no/@(x)|y', '?no/??x??y'],
  ['**', '*'],
])('%s has nothing that is special to Nx alone', (path, pattern) => {
  expect(inputPattern(path)).toBe(pattern);
});
