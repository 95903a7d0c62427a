import { expect, test } from 'vitest';
import { boundInWords, boundsOf, isBoundValue, LAYER_BOUNDS } from './layer-bounds';

test.each([0, -1, 2.5, '3', Number.NaN, undefined, 1e9])('%s is the value of no bound', (value) => {
  expect(LAYER_BOUNDS.filter((bound) => isBoundValue(bound, value))).toEqual([]);
});

test('an image has at most 80 layers of packages, a layer any number of megabytes', () => {
  expect([80, 81].map((value) => isBoundValue('maxLayers', value))).toEqual([true, false]);
  expect(isBoundValue('maxLayerMegabytes', 5000)).toBe(true);
  expect(LAYER_BOUNDS.map(boundInWords)).toEqual([
    'a number of layers from 1 to 80',
    'a number of megabytes from 1 to 100000',
    'a number of megabytes from 1 to 100000',
  ]);
});

test('a workspace may set each of them', () => {
  expect(boundsOf()).toEqual({
    maxLayers: 24,
    largePackageMegabytes: 64,
    maxLayerMegabytes: 2000,
  });
  expect(boundsOf({ maxLayers: 3 })).toEqual({ ...boundsOf(), maxLayers: 3 });
});
