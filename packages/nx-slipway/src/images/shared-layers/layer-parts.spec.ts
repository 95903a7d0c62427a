import { expect, test } from 'vitest';
import { lacking, thirdParty } from '../../../test-support/third-party';
import { layerParts } from './layer-parts';

function sized(megabytes: number) {
  return thirdParty('torch==2.9.0', { size: megabytes * 1_000_000 });
}

test.each([
  [100, {}, 1],
  [1900, {}, 1],
  [2300, {}, 2],
  [540, { maxLayerMegabytes: 500 }, 2],
  [540, { maxLayerMegabytes: 100 }, 8],
])('%i MB with %j are in %i layers', (megabytes, bounds, parts) => {
  expect(layerParts([sized(megabytes)], bounds)).toBe(parts);
});

test('all packages of a layer count, and one without a size as much as it usually has', () => {
  expect(layerParts([sized(300), sized(300)], { maxLayerMegabytes: 500 })).toBe(2);
  expect(layerParts([lacking(sized(1), 'size')], { maxLayerMegabytes: 500 })).toBe(2);
  expect(layerParts([], {})).toBe(1);
});
