import { expect, test } from 'vitest';
import { chooseTiers } from './tiers.ts';

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
    { folder: 'packages/nx-slipway', projects: ['unit', 'engine'] },
    { folder: 'tools', projects: [] },
  ]);
});

test('an unknown name is an error that lists the known ones', () => {
  expect(() => chooseTiers(['e2e'], ['unit'])).toThrow(
    'unknown tier unit; choose from e2e, versions',
  );
  expect(() => chooseTiers(['all'], [])).toThrow('unknown command all; choose from test, ');
});
