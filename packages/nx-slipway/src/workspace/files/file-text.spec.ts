import { expect, test } from 'vitest';
import { fileText } from './file-text';

const back = (bytes: Buffer) => {
  const { text, encoding } = fileText(bytes);
  return Buffer.from(text, encoding);
};

test.each([
  ['UTF-8', Buffer.from('# Grüße 🐍\nFROM a\n'), 'utf8'],
  ['a byte order mark', Buffer.from('\uFEFFFROM a\r\n'), 'utf8'],
  ['Latin-1', Buffer.from('# Grüße\nFROM a\n', 'latin1'), 'latin1'],
  ['nothing', Buffer.alloc(0), 'utf8'],
])('%s becomes the same bytes again', (_, bytes, encoding) => {
  expect(fileText(bytes).encoding).toBe(encoding);
  expect(back(bytes)).toEqual(bytes);
});

test('a byte order mark is the first character', () => {
  expect(fileText(Buffer.from([0xef, 0xbb, 0xbf, 0x41])).text).toBe('\uFEFFA');
});
