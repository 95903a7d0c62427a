import { expect, test } from 'vitest';
import { chooseTiers, groupTiers } from './tiers.ts';

test('all tiers of a command run if none is named', () => {
  expect(chooseTiers(['nightly'], []).map(({ folder }) => folder)).toEqual([
    'packages/nx-slipway',
    'packages/nx-slipway',
    'e2e',
    'e2e/versions',
  ]);
});

test('named tiers are those of their vitest projects, or of a folder without projects', () => {
  expect(chooseTiers(['test'], ['unit', 'engine', 'tools'])).toEqual([
    { folder: 'tools', projects: [] },
    { folder: 'packages/nx-slipway', projects: ['unit', 'engine'], needsIndex: true },
  ]);
});

test('an unknown name is an error that lists the known ones', () => {
  expect(() => chooseTiers(['e2e'], ['unit'])).toThrow(
    'unknown tier unit; choose from e2e, versions',
  );
  expect(() => chooseTiers(['all'], [])).toThrow('unknown command all; choose from test, ');
});

test('tiers with workspaces of their own run beside the one before them', () => {
  const foldersOf = (...args: Parameters<typeof chooseTiers>) =>
    groupTiers(chooseTiers(...args)).map((group) => group.map(({ folder }) => folder));
  expect(foldersOf(['test', 'e2e'], [])).toEqual([
    ['packages/dockerfile-frontend'],
    ['tools'],
    ['packages/nx-slipway', 'e2e', 'e2e/versions'],
  ]);
  expect(foldersOf(['e2e'], [])).toEqual([['e2e', 'e2e/versions']]);
  expect(foldersOf(['e2e'], ['versions'])).toEqual([['e2e/versions']]);
  expect(foldersOf(['nightly'], [])).toEqual([
    ['packages/nx-slipway'],
    ['packages/nx-slipway'],
    ['e2e', 'e2e/versions'],
  ]);
});
