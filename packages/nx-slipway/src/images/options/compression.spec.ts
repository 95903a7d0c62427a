import { expect, test } from 'vitest';
import { chosenCompression, compressedOutput } from './compression';

test.each([
  ['type=docker', undefined, 'type=docker'],
  ['type=docker', 'zstd', 'type=docker,compression=zstd,oci-mediatypes=true'],
  [
    'type=registry,oci-mediatypes=true',
    'estargz',
    'type=registry,oci-mediatypes=true,compression=estargz',
  ],
] as const)('%s with %s is %s', (output, compression, expected) => {
  expect(compressedOutput(output, compression)).toBe(expected);
});

test('what engines do unasked is nothing to ask for', () => {
  expect(chosenCompression([undefined, 'gzip'])).toBeUndefined();
  expect(chosenCompression([undefined, 'zstd'])).toBe('zstd');
});
