/** A set of images by their numbers, 32 to a word, so that sets of hundreds are compared in a few steps. */
export type ImageSet = Uint32Array;

/** The images, of a number of them, that a test holds for. */
export function imageSet(count: number, has: (image: number) => boolean): ImageSet {
  const set = new Uint32Array(Math.ceil(count / 32));
  for (let image = 0; image < count; image += 1) {
    if (has(image)) set[image >> 5] = (set[image >> 5] ?? 0) | (1 << (image & 31));
  }
  return set;
}

/** How many images of a set are in one of two others. */
export function countInEither(set: ImageSet, one: ImageSet, other: ImageSet = one): number {
  let count = 0;
  for (let word = 0; word < set.length; word += 1) {
    count += ones((set[word] ?? 0) & ((one[word] ?? 0) | (other[word] ?? 0)));
  }
  return count;
}

/** Bits that are set in a word, counted in parallel. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
