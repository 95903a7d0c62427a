import { expect, test } from 'vitest';
import { KEY_LABEL } from './key-label';
import { planReuse, type WantedImage } from './plan-reuse';
import type { StoredImage } from './stored-image';

const wanted: WantedImage = {
  image: 'api',
  key: 'k',
  ids: ['sha256:of-another-engine', 'sha256:1'],
  tags: ['acme/api', 'acme/api:2'],
  platforms: ['linux/arm64'],
};
const stored: StoredImage = {
  id: 'sha256:1',
  tags: ['acme/api:latest'],
  labels: { [KEY_LABEL]: 'k' },
  platform: 'linux/arm64/v8',
  contents: '',
};

test('an image that the store has needs the tags that it lacks', () => {
  expect(planReuse([wanted], [stored])).toEqual([
    { image: 'api', id: 'sha256:1', missingTags: ['acme/api:2'] },
  ]);
});

test.each<[string, Partial<StoredImage>]>([
  ['has another id, though its label says the key', { id: 'sha256:2' }],
  ['has the label of another key', { labels: { [KEY_LABEL]: 'other' } }],
  ['has no label', { labels: {} }],
  ['is for another platform', { platform: 'linux/amd64' }],
])('one that %s is not it', (_, difference) => {
  expect(planReuse([wanted], [{ ...stored, ...difference }])).toEqual([]);
});

test('of one for several platforms the id says which they are', () => {
  const platforms = ['linux/amd64', 'linux/arm64'];
  expect(planReuse([{ ...wanted, platforms }], [stored])).toHaveLength(1);
});
