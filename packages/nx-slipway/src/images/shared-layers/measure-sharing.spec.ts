import { expect, test } from 'vitest';
import { lacking, sharingImage, thirdParty } from '../../../test-support/third-party';
import { measureSharing, measureStacks } from './measure-sharing';

/** Bytes of a package of {@link thirdParty} in a layer. */
const BYTES = 1_020_000;

test('a layer counts once for all images that have it', () => {
  const images = [
    sharingImage('y', ['a', 'b', 'c']),
    sharingImage('x', ['a', 'b']),
    sharingImage('z', ['a']),
  ];
  expect(measureSharing(images, [{ name: 'group', packages: ['a', 'b'] }])).toEqual({
    images: [
      { id: 'x', layers: [{ name: 'group', bytes: 2 * BYTES }], own: 0 },
      { id: 'y', layers: [{ name: 'group', bytes: 2 * BYTES }], own: BYTES },
      { id: 'z', layers: [], own: BYTES },
    ],
    without: 6 * BYTES,
    distinct: 4 * BYTES,
    guessed: 0,
  });
});

test('a layer with other versions counts as well', () => {
  const images = ['1', '1', '2'].map((version, index) =>
    sharingImage(`${index}`, [`a==${version}`]),
  );
  const { without, distinct } = measureSharing(images, [{ name: 'a', packages: ['a'] }]);
  expect([without, distinct]).toEqual([3 * BYTES, 2 * BYTES]);
});

test('without groups nothing is shared, without images there is nothing', () => {
  const images = ['x', 'y'].map((id) => sharingImage(id, ['a']));
  expect(measureSharing(images, [])).toMatchObject({ without: 2 * BYTES, distinct: 2 * BYTES });
  expect(measureSharing([], [{ name: 'a', packages: ['a'] }])).toEqual({
    images: [],
    without: 0,
    distinct: 0,
    guessed: 0,
  });
});

test('what a lock does not tell is told by another one, of the same version', () => {
  const unknown = (version: string) => lacking(thirdParty(`a==${version}`), 'size');
  const images = [
    sharingImage('x', [thirdParty('a==1', { size: 5 })]),
    sharingImage('y', [unknown('1')]),
    sharingImage('z', [unknown('2')]),
  ];
  const { images: measured, guessed } = measureSharing(images, []);
  expect(measured.map(({ own }) => own)).toEqual([20_005, 20_005, 1_620_000]);
  expect(guessed).toBe(1);
});

test('an image with a builder of its own has no layer with what is built', () => {
  const built = [thirdParty('a', { hasWheel: false })];
  const images = [sharingImage('x', built), sharingImage('y', built, true)];
  const groups = [{ name: 'a', packages: ['a'] }];
  expect(measureSharing(images, groups).images.map(({ layers }) => layers.length)).toEqual([1, 0]);
});

test('several stacks', () => {
  const stacks = new Map([
    ['one', [sharingImage('x', ['a'])]],
    ['two', [sharingImage('b', ['a'])]],
  ]);
  expect(measureStacks(stacks, { stacks: new Map(), together: [] })).toEqual({
    images: ['b', 'x'].map((id) => ({ id, layers: [], own: BYTES })),
    without: 2 * BYTES,
    distinct: 2 * BYTES,
    guessed: 0,
  });
});
