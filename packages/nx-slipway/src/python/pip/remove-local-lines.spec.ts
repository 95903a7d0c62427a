import { expect, test } from 'vitest';
import { parseRequirementsFile } from './parse-requirements-file';

function misread(text: string) {
  const found = parseRequirementsFile(text, 'requirements.txt').misread;
  return found && [found.as, found.line, found.text, ...(found.isMarked ? ['marked'] : [])];
}

test.each([
  '',
  'six==1\n-e ../x\nidna==2',
  '  ../x\r\nsix==1\r\n',
  '\uFEFFsix==1\n-e ../x\n',
  '-e \\\n../x\nsix==1\n',
  'x @ file:../x # why\nsix==1\n',
  '-r base.txt\n# -e ../x\n',
  // Only a comment goes with it.
  '# see x @ file:../x\nsix==1\n',
  // Nothing is left of it, in two lines of sed.
  './x ; \\\n  . \nsix==1',
])('the step removes folders of %j, and nothing else', (text) => {
  expect(misread(text)).toBeUndefined();
});

test.each<[string, readonly unknown[]]>([
  ['\uFEFF-e ../x\nsix==1\n', ['kept', 1, '-e ../x', 'marked']],
  ['\uFEFF../x', ['kept', 1, '../x', 'marked']],
  ['\uFEFF\t../x', ['kept', 1, '../x']],
  ['six==1\n\t-e ../x\n', ['kept', 2, '-e ../x']],
  ['six==1\f-e ../x\nidna==1', ['kept', 2, '-e ../x']],
  ['six==1\u2028../x\n', ['kept', 2, '../x']],
  ['libs/x\n', ['kept', 1, 'libs/x']],
])('the step leaves a folder of %j', (text, expected) => {
  expect(misread(text)).toEqual(expected);
});

test.each<[string, readonly unknown[]]>([
  ['six==1 # as x @ file:../x\nidna==1\n', ['removed', 1, 'six==1']],
  ['idna==1\nsix==1\\\n.17\n', ['removed', 2, 'six==1.17']],
  ['../x \\\n--pre\nsix==1\n', ['removed', 3, 'six==1']],
  ['six==1 \\\n  -e\n', ['removed', 1, 'six==1 -e']],
  ['-e ../x\fsix==1\n', ['removed', 2, 'six==1']],
  ['-e git+https://git.example/x\n', ['removed', 1, '-e git+https://git.example/x']],
])('the step removes more of %j', (text, expected) => {
  expect(misread(text)).toEqual(expected);
});
