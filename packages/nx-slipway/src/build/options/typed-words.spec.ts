import { expect, test } from 'vitest';
import { readTyped, wordsOf } from './typed-words';

test.each<[readonly string[], readonly object[]]>([
  [['--tags=1.10', 'api'], [{ name: 'tags', text: '1.10' }]],
  [['--tag', '1.10'], [{ name: 'tag', text: '1.10' }]],
  [
    ['--push', '--print'],
    [{ name: 'push' }, { name: 'print' }],
  ],
  [['--no-push'], [{ name: 'push' }]],
  [['--build-args.MY_KEY=a=b'], [{ name: 'buildArgs', key: 'MY_KEY', text: 'a=b' }]],
  [['--tags='], [{ name: 'tags', text: '' }]],
  [['-k', 'login'], [{ name: 'k', text: 'login' }]],
  [['api'], []],
])('%j', (words, typed) => expect(readTyped(words)).toEqual(typed));

test('an alias is the option', () => {
  const typed = readTyped(['--tags=a', '--tag=b', '--image=c']);
  expect(wordsOf(typed, 'tags', { alias: 'tag' }).map(({ text }) => text)).toEqual(['a', 'b']);
});
