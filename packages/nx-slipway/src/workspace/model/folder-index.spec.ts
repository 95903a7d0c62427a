import { expect, test } from 'vitest';
import { folderIndex } from './folder-index';

const list = folderIndex(['a', 'b/c', 'b/d/e', 'b/d/f']);

test.each([
  ['.', ['a', 'b']],
  ['b', ['c', 'd']],
  ['b/d', ['e', 'f']],
  ['a', []],
  ['nowhere', []],
])('in %s there are %j', (folder, names) => {
  expect(list(folder)).toEqual(names);
});

test('in a workspace without files there is nothing', () => {
  expect(folderIndex([])('.')).toEqual([]);
});
