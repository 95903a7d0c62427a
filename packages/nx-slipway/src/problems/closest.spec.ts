import { expect, test } from 'vitest';
import { closest } from './closest';

test.each([
  ['acme/python-biulder', 'acme/python-builder'],
  ['acme/python-bse', 'acme/python-base'],
  ['acme/node', undefined],
])('%s most likely means %s', (word, expected) => {
  expect(closest(word, ['acme/python-base', 'acme/python-builder'])).toBe(expected);
});

test('nothing is close to nothing', () => expect(closest('a', [])).toBeUndefined());
