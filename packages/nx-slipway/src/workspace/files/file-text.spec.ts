import { expect, test } from 'vitest';
import { bytesOf, textOf } from './file-text';

test.each([
  ['UTF-8', Buffer.from('# Grüße 🐍\nFROM a\n')],
  ['a byte order mark', Buffer.from('\uFEFFFROM a\r\n')],
  ['Latin-1', Buffer.from('# Grüße\nFROM a\n', 'latin1')],
  ['UTF-8 and Latin-1 in one file', Buffer.concat([Buffer.from('é 🐍 '), Buffer.of(0xe9, 0xff)])],
  ['a character cut off at the end', Buffer.of(0x41, 0xf0, 0x9f, 0x90)],
  ['a surrogate in UTF-8, which is none', Buffer.of(0xed, 0xb2, 0x80)],
  ['the replacement character itself', Buffer.from('\uFFFD')],
  ['every byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
  ['nothing', Buffer.alloc(0)],
])('%s becomes the same bytes again', (_, bytes) => {
  expect(bytesOf(textOf(bytes))).toEqual(bytes);
});

test('a byte order mark is the first character', () => {
  expect(textOf(Buffer.from([0xef, 0xbb, 0xbf, 0x41]))).toBe('\uFEFFA');
});

test('what is written into a text with broken bytes keeps its characters', () => {
  const text = textOf(Buffer.from('# caf\xe9\n', 'latin1'));
  expect(bytesOf(`é🐍${text}`)).toEqual(
    Buffer.concat([Buffer.from('é🐍'), Buffer.from('# caf\xe9\n', 'latin1')]),
  );
});
