import { expect, test } from 'vitest';
import { pip } from './pip';
import { shellWord } from './shell-word';

test.each([
  ['services/api', 'services/api'],
  ['my folder', "'my folder'"],
  ['it`s $HOME; "x"', `'it\`s $HOME; "x"'`],
  ["it's", `'it'\\''s'`],
  ['', "''"],
])('%s is the word %s', (text, expected) => expect(shellWord(text)).toBe(expected));

test('a folder is one word of the RUN that sees the logins of indexes', () => {
  const place = { dir: 'my folder', lockDir: 'my folder' };
  const { command } = pip.install(place, { package: 'api', extras: [], groups: [] });
  expect(command.split('\n')[0]).toBe("cd '/lock/my folder' \\");
});
