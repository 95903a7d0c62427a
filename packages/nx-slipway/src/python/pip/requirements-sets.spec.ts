import { expect, test } from 'vitest';
import { parseRequirementsFile } from './parse-requirements-file';
import { nestedFiles } from './requirements-sets';

const files = new Map(
  Object.entries({
    'a/requirements.txt': '-r base.txt\n-c ../constraints.txt\n-r missing.txt',
    'a/base.txt': '-r requirements.txt\n-r more/deep.txt',
    'a/more/deep.txt': '-c ../own.txt',
    'constraints.txt': '-r installed.txt\n-c others.txt',
  }).map(([file, text]) => [file, parseRequirementsFile(text, file)]),
);

test('all that a file names, in a circle too', () => {
  expect(nestedFiles('a/requirements.txt', (file) => files.get(file))).toEqual([
    ...['a/base.txt', 'a/missing.txt', 'a/more/deep.txt', 'a/own.txt'],
    ...['constraints.txt', 'installed.txt', 'others.txt'],
  ]);
});

test('those that pip installs: what a constraints file names by -r as well', () => {
  expect(nestedFiles('a/requirements.txt', (file) => files.get(file), '-r')).toEqual([
    ...['a/base.txt', 'a/missing.txt', 'a/more/deep.txt', 'installed.txt'],
  ]);
});
