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
  ['a b', 'character 3 must be an extra in brackets, a version such as `==1.0`, `;` or the end'],
  ['a[b] c', 'character 6 must be a version such as `==1.0`, `;` or the end'],
  ['a[b c]', 'character 5 must be `,` or `]`'],
  ['a[b,]', 'character 5 must be the name of an extra'],
  ['a[,b]', 'character 3 must be the name of an extra, or `]`'],
  ['a==1 <2', 'character 6 must be `,`, `;` or the end, after the version'],
  ['a>=1.*', 'character 5 must be `,`, `;` or the end, after the version'],
  ['a~=1', 'character 2 must be an extra in brackets, a version such as `==1.0`, `;` or the end'],
  ['a==$V', 'character 2 must be an extra in brackets, a version such as `==1.0`, `;` or the end'],
  ['a (>=1', 'character 7 must be `,` or `)`, after the version'],
  ['a @ ', 'character 4 must be a URL'],
  ['a @ https://x b', 'character 15 must be `;` or the end, after the URL and a blank'],
  ['a;', 'character 3 must be a variable or a text in quotes'],
  ['a; os_name', 'character 11 must be a comparison such as `==` or `in`'],
  ['a; os_name not "x"', 'character 12 must be a comparison such as `==` or `in`'],
  ['a; os_name == x', 'character 15 must be a variable or a text in quotes'],
  ['a; (os_name == "x"', 'character 19 must be `and`, `or` or `)`'],
  ['a; os_name == "x")', 'character 18 must be `and`, `or` or the end'],
  ['a_', 'character 2 must be an extra in brackets, a version such as `==1.0`, `;` or the end'],
  ['-r other.txt', 'character 1 must be the first of a name: a letter or a digit'],
  ['', 'character 1 must be the first of a name: a letter or a digit'],
])('says what is wrong with %j', (requirement, detail) => {
  expect(parseRequirement(requirement, place)).toEqual({
    problem: { kind: 'requirement-broken', place, requirement, detail },
  });
});

/** The tests of PEP 508's own grammar, in its appendix. */
test.each<[string, string, object?]>([
  ['A', 'a'],
  ['A.B-C_D', 'a-b-c-d'],
  ['aa', 'aa'],
  ['name', 'name'],
  ['name<=1', 'name', { specifiers: ['<=1'] }],
  ['name>=3', 'name', { specifiers: ['>=3'] }],
  ['name>=3,<2', 'name', { specifiers: ['>=3', '<2'] }],
  ['name@http://foo.com', 'name', { url: 'http://foo.com' }],
  [
    "name [fred,bar] @ http://foo.com ; python_version=='2.7'",
    'name',
    { extras: ['bar', 'fred'], url: 'http://foo.com', marker: "python_version=='2.7'" },
  ],
  [
    "name[quux, strange];python_version<'2.7' and platform_version=='2'",
    'name',
    { extras: ['quux', 'strange'], marker: "python_version<'2.7' and platform_version=='2'" },
  ],
  ["name; os_name=='a' or os_name=='b'", 'name', { marker: "os_name=='a' or os_name=='b'" }],
])("the PEP's %s", (text, name, parts = {}) => {
  expect(parseRequirement(text, place)).toEqual({
    requirement: { text, name, extras: [], specifiers: [], place, ...parts },
  });
});

test('the time it takes grows with the length alone', () => {
  const long = 'x'.repeat(200_000);
  const many = Array.from({ length: 40_000 }, (_, index) => `>=1.${index}`).join(',');
  const texts = [
    `a${'-'.repeat(400_000)}`,
    `a[${'x,'.repeat(200_000)}`,
    `a${many}`,
    `a @ ${long} ${' '.repeat(200_000)}x`,
    `a==1${'.1'.repeat(200_000)}x`,
    `a; ${'os_name == "x" and '.repeat(40_000)}os_name == "x"`,
    `a; ${'('.repeat(200_000)}`,
    `a; "${long}`,
  ];
  const started = performance.now();
  const read = texts.map((text) => parseRequirement(text, place).requirement?.name ?? '-');
  expect(read).toEqual(['-', '-', 'a', '-', '-', 'a', '-', '-']);
  // A quadratic reading of one of them takes minutes.
  expect(performance.now() - started).toBeLessThan(5_000);
});
