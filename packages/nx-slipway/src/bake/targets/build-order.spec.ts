import { expect, test } from 'vitest';
import { buildOrder } from './build-order';

function fileOf(links: Readonly<Record<string, readonly string[]>>) {
  return {
    group: {},
    target: Object.fromEntries(
      Object.entries(links).map(([name, linked]) => [
        name,
        {
          context: '/w',
          contexts: Object.fromEntries(linked.map((each) => [each, `target:${each}`])),
        },
      ]),
    ),
  };
}

test.each([
  ['alone', { a: [] }, ['a'], ['a']],
  ['after what it is linked to', { a: ['z'], z: [] }, ['a'], ['z', 'a']],
  ['each once', { a: ['c'], b: ['c'], c: [] }, ['b', 'a'], ['c', 'a', 'b']],
  ['without what nobody asks for', { a: [], b: [] }, ['b'], ['b']],
  ['also in a circle', { a: ['b'], b: ['a'] }, ['a'], ['b', 'a']],
])('a target is built %s', (_, links, names, expected) => {
  expect(buildOrder(fileOf(links), names)).toEqual(expected);
});
