import { expect, test } from 'vitest';
import { chosenCompression, compressedOutput, needsCompression } from './compression';

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

test.each([
  [{ push: true }, false],
  [{ push: true, compression: 'gzip' }, false],
  [{ push: true, compression: 'zstd' }, true],
  [{ push: false, compression: 'zstd' }, false],
  [{ push: false, compression: 'estargz' }, true],
] as const)('%j depends on the builder: %s', (options, expected) => {
  expect(needsCompression(options)).toBe(expected);
});
