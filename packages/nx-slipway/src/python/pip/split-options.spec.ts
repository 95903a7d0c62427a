import { expect, test } from 'vitest';
import { splitOptions } from './split-options';

test.each([
  [
    '--index-url https://i.example/simple --trusted-host i.example --no-binary x',
    ['--index-url https://i.example/simple', '--trusted-host i.example', '--no-binary x'],
  ],
  ['--no-binary=x --pre -i https://a', ['--no-binary x', '--pre', '-i https://a']],
  ['-ihttps://a  --no-index', ['-i https://a', '--no-index']],
  ['--no-bin x --index https://a', ['--no-binary x', '--index-url https://a']],
  [`-f "a b" -r 'c d'`, [`-f 'a b'`, `-r 'c d'`]],
  ['-f a\\ b', [`-f 'a b'`]],
  [
    '--all-releases :all: --only-final=x --no-require-hashes',
    ['--all-releases :all:', '--only-final x', '--no-require-hashes'],
  ],
])('%s', (text, options) => {
  const found = splitOptions(text) ?? [];
  expect(found.map((each) => each.text)).toEqual(options);
  // Each alone is read as the same.
  expect(found.flatMap((each) => splitOptions(each.text) ?? [])).toEqual(found);
});

test.each([
  '--unknown x',
  '--no x',
  '--index-url https://a six==1',
  '--pre=x',
  '--no-binary',
  '-f "a',
])('%s is not read in full', (text) => {
  expect(splitOptions(text)).toBeUndefined();
});
