import { expect, test } from 'vitest';
import { countInEither, imageSet } from './image-set';

function setOf(count: number, ...images: readonly number[]) {
  return imageSet(count, (image) => images.includes(image));
}

test.each([
  [0, []],
  [1, [0]],
  [32, [0, 31]],
  [33, [31, 32]],
  [200, [0, 1, 63, 64, 127, 199]],
])('of %i images %j are counted', (count, images) => {
  const set = setOf(count, ...images);
  expect(set).toHaveLength(Math.ceil(count / 32));
  expect(countInEither(set, set)).toBe(images.length);
});

test('all of them', () => {
  const all = imageSet(200, () => true);
  expect(countInEither(all, all)).toBe(200);
});

test('those of a set that are in one of two others', () => {
  const [set, one, other] = [setOf(70, 1, 31, 64, 69), setOf(70, 1, 2), setOf(70, 31, 69)];
  expect(countInEither(set, one)).toBe(1);
  expect(countInEither(set, one, other)).toBe(3);
  expect(countInEither(set, setOf(70))).toBe(0);
});
