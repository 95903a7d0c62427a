import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { checkLayerCount } from './check-layer-count';

function layers(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `g${index}`,
    packages: [`g${index}`],
    requirements: [`g${index}==1\n`],
    wheels: { isSame: true, builds: {} },
  }));
}

test('as many layers as may be are no problem', () => {
  expect(checkLayerCount('api', layers(80))).toEqual([]);
});

test('groups that somebody wrote by hand may be too many', () => {
  expect(checkLayerCount('api', layers(81)).map(formatProblem)).toEqual([
    'shared-layers.json: api would have 81 layers of packages; an image has at most 80, because engines refuse more than 125 layers in all\n' +
      '  Group again into fewer layers: nx g nx-slipway:shared-layers --maxLayers=24',
  ]);
});

test('a package may be split over too many', () => {
  const [first, second, ...others] = layers(3);
  if (!first || !second) throw new Error('no layers');
  const split = [{ ...first, parts: 2 }, { ...second, parts: 90 }, ...others];
  expect(checkLayerCount('api', split).map(formatProblem)).toEqual([
    'shared-layers.json: api would have 93 layers of packages, 90 of them for `g1`; an image has at most 80, because engines refuse more than 125 layers in all\n' +
      '  Allow larger layers: nx g nx-slipway:shared-layers --maxLayerMegabytes=2000',
  ]);
});
