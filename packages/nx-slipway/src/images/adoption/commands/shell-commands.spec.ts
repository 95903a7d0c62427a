// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of shells

import { expect, test } from 'vitest';
import { shellCommands } from './shell-commands';

test.each<[string, readonly (readonly string[])[]]>([
  ['a b && c "d e"; f', [['a', 'b'], ['c', 'd e'], ['f']]],
  ["a 'b && c' d\\ e", [['a', 'b && c', 'd e']]],
  [
    'a \\\n  b\nc # not a word',
    [
      ['a', 'b'],
      ['c', '#', 'not', 'a', 'word'],
    ],
  ],
  ['A=1 B="2 3" c $D "${E}"', [['c', '$D', '${E}']]],
  ['  ', []],
])('%j is taken apart', (script, words) => {
  expect(shellCommands(script).map((each) => each.words)).toEqual(words);
});

test.each([
  'a | b',
  'a > b',
  'a 2>&1',
  'a || b',
  'a $(b && c)',
  'a "$(b)"',
  'a `b`',
  '(a && b)',
  'a &',
  "a 'open",
  'if a; then b; fi',
  'for x in a b; do c; done',
])('%j is no plain command', (script) => {
  expect(shellCommands(script).map(({ isPlain, words }) => ({ isPlain, words }))).toContainEqual({
    isPlain: false,
    words: [],
  });
});

test('variables that are set for one command are told from its words', () =>
  expect(shellCommands('A=1 B=2 c')).toEqual([
    { text: 'A=1 B=2 c', words: ['c'], isPlain: true, assignments: ['A=1', 'B=2'] },
  ]));
