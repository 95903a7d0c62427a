import { expect, test } from 'vitest';
import { parseRequirement } from './parse-requirement';

const place = { file: 'pyproject.toml', line: 3, column: 5 };

test.each([
  ['httpx', { name: 'httpx' }],
  [
    'Foo_.Bar[A_b,a-b, C] >= 1 , <2',
    { name: 'foo-bar', extras: ['a-b', 'c'], specifiers: ['>=1', '<2'] },
  ],
  ['foo (>=1)', { name: 'foo', specifiers: ['>=1'] }],
  ['foo===1.0-odd', { name: 'foo', specifiers: ['===1.0-odd'] }],
  ['foo==1!2.*', { name: 'foo', specifiers: ['==1!2.*'] }],
  [
    'foo>=1;python_version<"3.9"',
    { name: 'foo', specifiers: ['>=1'], marker: 'python_version<"3.9"' },
  ],
  ['foo; "a" in extras', { name: 'foo', marker: '"a" in extras' }],
  [
    'foo @ https://files.example/a;b/foo-1.zip',
    { name: 'foo', url: 'https://files.example/a;b/foo-1.zip' },
  ],
  [
    'foo[x] @ git+https://git.example/foo@v1 ; os_name == "nt"',
    {
      name: 'foo',
      extras: ['x'],
      url: 'git+https://git.example/foo@v1',
      marker: 'os_name == "nt"',
    },
  ],
])('reads %s', (text, expected) => {
  expect(parseRequirement(text, place)).toEqual({
    requirement: { text, extras: [], specifiers: [], place, ...expected },
  });
});

test.each([
  ['a b', 'it does not parse from character 3'],
  ['-r other.txt', 'it names no project'],
  ['', 'it names no project'],
])('says what is wrong with %j', (requirement, detail) => {
  expect(parseRequirement(requirement, place)).toEqual({
    problem: { kind: 'requirement-broken', place, requirement, detail },
  });
});

test.each(['a==1', 'A.b-c_d==1.2.3', 'a[x]==1!2.0+local', 'a[x,y.z]==1.0rc1'])(
  'the pin %s is read as the grammar reads it',
  (pin) => {
    const place = { file: 'requirements.txt', line: 1 };
    const { requirement } = parseRequirement(pin, place);
    // White space at the operator is what the grammar alone takes.
    const spaced = parseRequirement(pin.replace('==', ' == '), place).requirement;
    expect({ ...requirement, text: '' }).toEqual({ ...spaced, text: '' });
  },
);
