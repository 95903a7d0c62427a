import { expect, test } from 'vitest';
import { packageNames } from './package-names';

test.each([
  ['src/shop/web', ['shop', 'web']],
  ['src/shop', ['shop']],
  ['src', []],
  ['src/shop/web/static', []],
  ['.', []],
])('%s has the names %j', (folder, names) => {
  expect(packageNames(folder, (each) => ['.', 'src/shop', 'src/shop/web'].includes(each))).toEqual(
    names,
  );
});
