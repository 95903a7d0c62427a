import { describe, expect, test } from 'vitest';
import { lacking, sharingImage, thirdParty } from '../../../test-support/third-party';
import { largePackages, newlyLarge, withoutLarge } from './large-packages';

const MB = 1_000_000;
const BOUNDS = { largeBytes: 64 * MB, maxLayers: 24 };

function sized(pin: string, megabytes: number) {
  return thirdParty(pin, { size: megabytes * MB });
}

function largeOf(
  images: readonly ReturnType<typeof sharingImage>[],
  { together = [], maxLayers = 24 }: { together?: readonly string[][]; maxLayers?: number } = {},
) {
  return largePackages(images, together, { ...BOUNDS, maxLayers }).map((set) => set.join(' '));
}

test('a package is large from a number of bytes on, in however many images; the largest is first', () => {
  const images = [
    sharingImage('x', [sized('catboost', 97), sized('numpy', 16), sized('torch', 540)]),
    sharingImage('y', [sized('torch', 540), 'six']),
  ];
  expect(largeOf(images)).toEqual(['torch', 'catboost']);
  expect(largeOf([...images].reverse())).toEqual(['torch', 'catboost']);
});

test('where no lock tells the size, a package is as large as it usually is', () => {
  const images = [
    sharingImage('x', [
      lacking(thirdParty('torch==2.9.0'), 'size'),
      lacking(thirdParty('six'), 'size'),
    ]),
  ];
  expect(largeOf(images)).toEqual(['torch']);
});

test('packages that own the same files are one, where an image has all of them', () => {
  const [gui, headless] = [sized('opencv-python', 74), sized('opencv-python-headless', 61)];
  const together = [['opencv-python-headless', 'opencv-python']];
  expect(largeOf([sharingImage('x', [gui, headless])], { together })).toEqual([
    'opencv-python opencv-python-headless',
  ]);
  expect(largeOf([sharingImage('x', [gui])], { together })).toEqual([]);
});

test.each([
  ['depends on the machine', { isCertain: false }],
  ['only its installer knows', 'requirement'],
] as const)('what %s is in no layer', (_, more) => {
  const torch = sized('torch', 540);
  const each = typeof more === 'string' ? lacking(torch, more) : { ...torch, ...more };
  expect(largeOf([sharingImage('x', [each])])).toEqual([]);
});

test('large packages take two thirds of the layers of an image at most, the largest first', () => {
  const names = ['a', 'b', 'c', 'd'];
  const images = [
    sharingImage(
      'x',
      names.map((name, index) => sized(name, 100 + index)),
    ),
  ];
  expect(largeOf(images, { maxLayers: 3 })).toEqual(['d', 'c']);
  expect(largeOf(images, { maxLayers: 1 })).toEqual([]);
});

describe('groups that stay', () => {
  const kept = [
    { name: 'torch', packages: ['numpy', 'torch'] },
    { name: 'catboost', packages: ['catboost'] },
    { name: 'jaxlib', packages: ['jaxlib', 'tensorflow'] },
  ];

  test('lose what is large now, and nothing else', () => {
    const large = [['torch'], ['catboost'], ['jaxlib'], ['tensorflow']];
    expect(withoutLarge(kept, large)).toEqual([
      { name: 'torch', packages: ['numpy'] },
      { name: 'catboost', packages: ['catboost'] },
    ]);
    expect(newlyLarge(large, kept)).toEqual([['torch'], ['jaxlib'], ['tensorflow']]);
  });

  test('stay as they are where nothing is', () => {
    expect(withoutLarge(kept, [])).toEqual(kept);
    expect(newlyLarge([], kept)).toEqual([]);
  });
});
