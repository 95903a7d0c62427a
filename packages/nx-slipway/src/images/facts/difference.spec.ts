import { expect, test } from 'vitest';
import { compareSettings, compareValues, shownVariable, titleOf } from './difference';

test('what only one image has is without the other side', () => {
  const differences = compareSettings([
    ['user', 'root', 'root'],
    ['ports', '', '80/tcp'],
  ]);
  expect(differences).toEqual([{ area: 'ports', after: '80/tcp' }]);
  expect(differences.map(titleOf)).toEqual(['ports']);
});

test('a secret that changed is told and not shown, also where its length is the same', () => {
  const [before, after] = [new Map([['API_TOKEN', 'hush']]), new Map([['API_TOKEN', 'hash']])];
  const differences = compareValues('variable', [before, after], shownVariable);
  const shown = '(4 characters)';
  expect(differences).toEqual([
    { area: 'variable', name: 'API_TOKEN', before: shown, after: shown },
  ]);
  expect(differences.map(titleOf)).toEqual(['variable API_TOKEN']);
});
