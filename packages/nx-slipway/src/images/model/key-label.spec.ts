import { expect, test } from 'vitest';
import { keyTag } from './key-label';

const KEY = 'ab'.repeat(32);

test.each([
  [[], `key-${'ab'.repeat(16)}`],
  [['sbom', 'provenance'], `key-${'ab'.repeat(16)}-provenance-sbom`],
  [['provenance', 'zstd'], `key-${'ab'.repeat(16)}-provenance-zstd`],
])('an image that was pushed with %j has the tag %s', (more, tag) => {
  expect(keyTag(KEY, more)).toBe(tag);
});
