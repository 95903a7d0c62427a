import { expect, test } from 'vitest';
import { joinRequirementsLines } from './join-requirements-lines';

test.each<[string, readonly (readonly [number, string])[]]>([
  ['a\\\nb', [[1, 'ab']]],
  ['a \\\n  b', [[1, 'a b']]],
  ['a\\\\\nb', [[1, 'ab']]],
  ['\\a\\\nb', [[1, 'ab']]],
  [
    'a\\\r\nb\rc\fd\n',
    [
      [1, 'ab'],
      [3, 'c'],
      [4, 'd'],
    ],
  ],
  [
    'a \\\n# ends it \\\nb',
    [
      [1, 'a'],
      [3, 'b'],
    ],
  ],
  [
    'a#b #c\n  # d\n\ne',
    [
      [1, 'a#b'],
      [4, 'e'],
    ],
  ],
  ['a\\', [[1, 'a']]],
  ['a  b   c', [[1, 'a b c']]],
  ['a "b  c"', [[1, 'a "b  c"']]],
  ['a\t--b', [[1, 'a\t--b']]],
  ['\uFEFFa', [[1, 'a']]],
])('%j', (text, expected) => {
  expect(joinRequirementsLines(text).map(({ line, text: each }) => [line, each])).toEqual(expected);
});

test('the time it takes grows with the length alone', () => {
  const texts = [
    `${'a \\\n'.repeat(100_000)}b`,
    `a${'\\'.repeat(200_000)}b\\`,
    `a${' '.repeat(200_000)}b`,
    `${' '.repeat(200_000)}a#b`,
    `a${' #'.repeat(200_000)}`,
  ];
  const started = performance.now();
  for (const text of texts) expect(joinRequirementsLines(text)).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(5_000);
});
