import { expect, test } from 'vitest';
import { keyTag } from './key-label';

const KEY = 'ab'.repeat(32);

test.each([
  [[], `key-${'ab'.repeat(16)}`],
  [['sbom', 'provenance'], `key-${'ab'.repeat(16)}-provenance-sbom`],
])('an image with the attestations %j has the tag %s', (attestations, tag) => {
  expect(keyTag(KEY, attestations)).toBe(tag);
});
