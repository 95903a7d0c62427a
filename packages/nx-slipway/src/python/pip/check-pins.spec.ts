import { expect, test } from 'vitest';
import { checkPins } from './check-pins';
import { parseRequirementsFile } from './parse-requirements-file';

test.each([
  ['six==1.17.0', 'six==1.17.0', false],
  ['six==1.17.0', 'SIX === 1.17.0', false],
  ['six==1.17', 'six==1.17.0', false],
  ['six==1.0rc1', 'six==1.0.RC-1', false],
  ['six==1.0', 'six==1.0+local', false],
  ['six===odd', 'six==1.0', false],
  ['six==1.17.0', 'six==1.16.0', true],
  ['six==1.17.0', 'six===1.16.0', true],
  ['six==1.17.0', "six==1.16.0 ; sys_platform == 'win32'", false],
  ['six==1.17.0', 'idna==1.16.0', false],
])('%s and %s contradict each other: %s', (one, other, expected) => {
  const files = [parseRequirementsFile(one, 'a.txt'), parseRequirementsFile(other, 'b.txt')];
  expect(checkPins(files).map(({ kind }) => kind)).toEqual(
    expected ? ['requirements-contradict'] : [],
  );
});
