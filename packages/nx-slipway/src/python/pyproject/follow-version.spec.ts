import { expect, test } from 'vitest';
import { followVersion } from './follow-version';

function requirement(text: string) {
  return { text, form: 'requirement' as const };
}
function constraint(text: string) {
  return { text, form: 'constraint' as const };
}

test.each([
  ['core==1.2.0', '1.3.0', 'core==1.3.0'],
  ['core == 1.2', '1.3.0', 'core == 1.3.0'],
  ['core===1.2.0', '1.3.0', 'core===1.3.0'],
  ['core[http,grpc]==1.2.0', '1.3.0rc1', 'core[http,grpc]==1.3.0rc1'],
  ["core==1.2.0 ; python_version < '3.13'", '1.3.0', "core==1.3.0 ; python_version < '3.13'"],
  ['core (==1.2.0)', '1.3.0', 'core (==1.3.0)'],
  ['lib2==1.2.0', '1.3.0', 'lib2==1.3.0'],
  ['core==1.2.0,!=1.1', '1.3.0', 'core==1.3.0,!=1.1'],
])('a pin follows, whatever is to stay: %s at %s', (text, version, followed) => {
  for (const keepsRanges of [true, false]) {
    expect(followVersion(requirement(text), version, { keepsRanges })).toBe(followed);
  }
});

test.each([
  ['core>=1.2', '1.3.0', 'core>=1.3.0'],
  ['core>=1.2,<2', '1.3.0', 'core>=1.3.0,<2'],
  ['core~=1.2', '1.3.4', 'core~=1.3'],
  ['core~=1.2.0', '1.2.7', 'core~=1.2.7'],
  ['core~=1.2', '1.3.0rc1', 'core~=1.3rc1'],
  ['core==1.2.*', '1.3.0rc1', 'core==1.3.*'],
  ['core<2', '1.3.0', 'core<2'],
  ['core (>=1.2.0,<2.0.0)', '1.3.0', 'core (>=1.3.0,<2.0.0)'],
])('a lower bound follows where ranges are not kept: %s at %s', (text, version, followed) => {
  expect(followVersion(requirement(text), version, { keepsRanges: false })).toBe(followed);
});

test.each([
  ['core>=1.2', '1.3.0'],
  ['core>=1.2,<2', '1.3.0rc1'],
  ['core~=1.2', '1.9.0'],
  ['core==1.2.*', '1.2.9'],
])('a range that holds the version stays where ranges are kept: %s at %s', (text, version) => {
  expect(followVersion(requirement(text), version, { keepsRanges: true })).toBe(text);
});

test.each([
  ['core>=1.2,<2', '2.0.0', true],
  ['core>=1.2,<2', '2.0.0', false],
  ['core~=1.2.0', '1.3.0', true],
  ['core!=1.3.0', '1.3.0', false],
  ['core>1.3.0', '1.3.0', false],
])('a range that the version cannot be in: %s at %s, kept: %s', (text, version, keepsRanges) => {
  expect(followVersion(requirement(text), version, { keepsRanges })).toBeUndefined();
});

test.each([
  ['1.2.0', '2.0.0', '2.0.0'],
  ['=1.2.0', '2.0.0', '=2.0.0'],
  ['^1.2', '2.0.0', '^2.0.0'],
  ['~1.2', '1.3.0', '~1.3.0'],
  ['1.2.*', '1.3.0', '1.3.*'],
  ['>=1.2 <2 || ^3.0', '3.1.0', '>=3.1.0 <2 || ^3.1.0'],
])("Poetry's %s at %s", (text, version, followed) => {
  expect(followVersion(constraint(text), version, { keepsRanges: false })).toBe(followed);
});
