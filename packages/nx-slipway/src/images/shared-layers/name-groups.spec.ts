import { expect, test } from 'vitest';
import { nameGroups } from './name-groups';

const weight = new Map([
  ['numpy', 16],
  ['pandas', 12],
  ['torch', 540],
]);

function namesOf(groups: Parameters<typeof nameGroups>[0]) {
  return nameGroups(groups, weight).map(({ name }) => name);
}

test('a group is named for its heaviest package, the first of several', () => {
  expect(namesOf([{ packages: ['numpy', 'pandas'] }, { packages: ['idna', 'six'] }])).toEqual([
    'numpy',
    'idna',
  ]);
});

test('a group that has a name keeps it', () => {
  expect(namesOf([{ name: 'data', packages: ['numpy', 'pandas'] }])).toEqual(['data']);
});

test('unless the package it is named for has a layer of its own now', () => {
  const groups = [{ packages: ['torch'] }, { name: 'torch', packages: ['numpy', 'pandas'] }];
  expect(namesOf(groups)).toEqual(['torch', 'numpy']);
});

test('no two groups have one name', () => {
  const groups = [
    { packages: ['torch'] },
    { name: 'numpy', packages: ['six'] },
    { packages: ['pandas'] },
  ];
  expect(namesOf([...groups, { packages: ['numpy'] }])).toEqual([
    'torch',
    'six',
    'pandas',
    'numpy',
  ]);
  expect(namesOf([{ name: 'own', packages: ['six'] }, { packages: ['own'] }])).toEqual([
    'six',
    'own',
  ]);
});
