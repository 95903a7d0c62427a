import { expect, test } from 'vitest';
import { requirementNames } from './requirement-names';

test('the names of lines, also of those that do not parse', () => {
  const text = [
    '# uv==1',
    'uv==0.13.9',
    'Poetry_Core [x] >= 1 ; python_version > "3" # why',
    'hatchling',
    'editables @ https://files.example/editables.zip',
    'setuptools==$VERSION',
    'wheel 1.0',
    '-r more.txt',
    '--hash=sha256:00',
    './libs/x',
    'libs/x',
    'https://files.example/x.zip',
  ].join('\n');
  expect([...requirementNames(text)]).toEqual([
    ...['uv', 'poetry-core', 'hatchling', 'editables', 'setuptools', 'wheel'],
  ]);
});
