import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatPartition } from './format-partition';
import type { LayerPartition } from './layer-partition';
import { parsePartition } from './parse-partition';

const partition: LayerPartition = {
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
};

test('one package a line', async () => {
  await expect(formatPartition(partition)).toMatchFileSnapshot(
    join(__dirname, '../../../fixtures/shared-layers/shared-layers.json'),
  );
});

test.each<[string, LayerPartition]>([
  ['everything', partition],
  ['no set of packages and no bound', { ...partition, together: [] }],
  ['nothing', { stacks: new Map(), together: [] }],
])('%s is read as it was written', (_, each) => {
  const text = formatPartition(each);
  expect(parsePartition(text)).toEqual({ partition: each, problems: [] });
  expect(formatPartition(parsePartition(text).partition ?? partition)).toBe(text);
});

test('the order of stacks and packages is that of their names, that of groups and sets is kept', () => {
  const reversed: LayerPartition = {
    ...partition,
    stacks: new Map(
      [...partition.stacks]
        .reverse()
        .map(([stack, groups]) => [
          stack,
          groups.map(({ name, packages }) => ({ name, packages: [...packages].reverse() })),
        ]),
    ),
  };
  expect(formatPartition(reversed)).toBe(formatPartition(partition));
});
