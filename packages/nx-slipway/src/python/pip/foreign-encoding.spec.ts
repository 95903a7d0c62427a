import { expect, test } from 'vitest';
import { foreignEncoding, UNKNOWN_ENCODING } from './foreign-encoding';

/** A file as it is read: bytes that are not UTF-8 become replacement characters. */
function read(bytes: Buffer): string {
  return bytes.toString('utf8');
}

test.each<[string, string | undefined]>([
  ['six==1.17.0\n', undefined],
  ['# Grüße\nsix==1.17.0\n', undefined],
  ['\uFEFFsix==1.17.0\n', undefined],
  ['# -*- coding: utf-8 -*-\n# Grüße\n', undefined],
  ['# coding=UTF8\n# Grüße\n', undefined],
  ['# -*- coding: latin-1 -*-\nsix==1.17.0\n', undefined],
  ['# vim: set fileencoding=cp1252 :\nsix==1.17.0\n', undefined],
  // Of two bytes of UTF-8 the second may end a line in Latin-1.
  ['# -*- coding: latin-1 -*-\n# Ångström\n', 'latin-1'],
  ['# coding: ascii\n# é\n', 'ascii'],
  ['#\n# coding: utf-7\nsix==1.17.0\n', 'utf-7'],
  ['# see coding: guidelines\nsix==1.17.0\n', 'guidelines'],
  // None of them is a comment of the first two lines.
  [' # coding: utf-7\nsix==1.17.0\n', undefined],
  ['six==1.17.0 # coding: utf-7\n', undefined],
  ['\n\n# coding: utf-7\n', undefined],
  ['\uFEFF# coding: utf-7\n', undefined],
])('%j', (text, expected) => {
  expect(foreignEncoding(text)).toBe(expected);
});

test.each<[string, Buffer, string]>([
  ['Latin-1', Buffer.from('# Gr\xfc\xdfe\nsix==1\n', 'latin1'), UNKNOWN_ENCODING],
  ['Latin-1 that says so', Buffer.from('# coding: cp1252\n# \xfc\n', 'latin1'), 'cp1252'],
  ['UTF-16 with its mark', Buffer.from('\uFEFFsix==1\n', 'utf16le'), 'utf-16'],
  ['UTF-16 of the other order', Buffer.from('\uFEFFsix==1\n', 'utf16le').swap16(), 'utf-16'],
])('%s', (_, bytes, expected) => {
  expect(foreignEncoding(read(bytes))).toBe(expected);
});
