import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatLayerGroups } from './format-layer-groups';
import type { LayerGroups } from './layer-groups';
import { parseLayerGroups } from './parse-layer-groups';

const layerGroups: LayerGroups = {
  stacks: new Map([
    [
      'python',
      [
        { name: 'db', packages: ['greenlet', 'sqlalchemy'] },
        { name: 'web', packages: ['anyio', 'idna', 'starlette'] },
      ],
    ],
    ['registry.example/acme/python-base-builder:7', [{ name: 'six', packages: ['six'] }]],
  ]),
  together: [
    ['opencv-python', 'opencv-python-headless'],
    ['zope-b', 'zope-a'],
  ],
  maxLayers: 12,
  largePackageMegabytes: 100,
  maxLayerMegabytes: 500,
};

test('one package a line', async () => {
  await expect(formatLayerGroups(layerGroups)).toMatchFileSnapshot(
    join(__dirname, '../../../fixtures/shared-layers/shared-layers.json'),
  );
});

test.each<[string, LayerGroups]>([
  ['everything', layerGroups],
  ['no set of packages and no bound', { ...layerGroups, together: [] }],
  ['nothing', { stacks: new Map(), together: [] }],
])('%s is read as it was written', (_, each) => {
  const text = formatLayerGroups(each);
  expect(parseLayerGroups(text)).toEqual({ layerGroups: each, problems: [] });
  expect(formatLayerGroups(parseLayerGroups(text).layerGroups ?? layerGroups)).toBe(text);
});

test('the order of stacks and packages is that of their names, that of groups and sets is kept', () => {
  const reversed: LayerGroups = {
    ...layerGroups,
    stacks: new Map(
      [...layerGroups.stacks]
        .reverse()
        .map(([stack, groups]) => [
          stack,
          groups.map(({ name, packages }) => ({ name, packages: [...packages].reverse() })),
        ]),
    ),
  };
  expect(formatLayerGroups(reversed)).toBe(formatLayerGroups(layerGroups));
});
