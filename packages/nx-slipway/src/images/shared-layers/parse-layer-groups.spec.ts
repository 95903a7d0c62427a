import { describe, expect, test } from 'vitest';
import { parseLayerGroups } from './parse-layer-groups';

/** The problems of a file, as `line: what`. */
function wrongWith(text: string): readonly string[] {
  const { layerGroups, problems } = parseLayerGroups(text);
  expect(layerGroups === undefined).toBe(problems.length > 0);
  return problems.map((each) =>
    each.kind === 'layers-broken'
      ? `${each.place.line}: ${each.detail}`
      : `${'place' in each ? each.place.line : 0}: ${each.kind}`,
  );
}

/** A file whose stack `python` has these groups, one package a line as they are written. */
function fileOf(groups: Readonly<Record<string, unknown>>, more: object = {}): string {
  return JSON.stringify({ version: 1, stacks: { python: groups }, ...more }, undefined, 2);
}

test('groups by stack, packages that own the same files, and the bound', () => {
  const text = fileOf(
    { web: ['starlette', 'anyio'], db: ['sqlalchemy'] },
    { together: [['opencv-python', 'opencv-python-headless']], maxLayers: 12 },
  );
  expect(parseLayerGroups(text)).toEqual({
    layerGroups: {
      stacks: new Map([
        [
          'python',
          [
            { name: 'web', packages: ['anyio', 'starlette'] },
            { name: 'db', packages: ['sqlalchemy'] },
          ],
        ],
      ]),
      together: [['opencv-python', 'opencv-python-headless']],
      maxLayers: 12,
    },
    problems: [],
  });
});

test.each([
  '{"version":1,"stacks":{}}',
  '{"version":1,"stacks":{"a":{"x":["six"]},"b":{"x":["six"]}}}',
  fileOf({}).replaceAll('\n', '\r\n'),
])('nothing is wrong with %j', (text) => expect(wrongWith(text)).toEqual([]));

describe('what is not JSON says in which line', () => {
  test.each([
    ['', '1: this is not valid JSON: value expected'],
    ['\n\n', '3: this is not valid JSON: value expected'],
    ['{\n  "version": 1,\n', '3: this is not valid JSON: property name expected'],
    ['{\n  "version": 1\n  "stacks": {}\n}', '3: this is not valid JSON: comma expected'],
    ['{\n  "version": 1,\n  "stacks": {},\n}', '4: this is not valid JSON: property name expected'],
    ['{\n  "version" 1\n}', '2: this is not valid JSON: colon expected'],
    ['{\r\n  "version": 1,\r\n  stacks: {}\r\n}', '3: this is not valid JSON: invalid symbol'],
    ['{\n  // mine\n  "version": 1\n}', '2: this is not valid JSON: invalid comment token'],
    ['version: 1\n', '1: this is not valid JSON: invalid symbol'],
    ['{}\n{}\n', '2: this is not valid JSON: end of file expected'],
  ])('%j', (text, expected) => expect(wrongWith(text)).toEqual([expected]));
});

test.each([
  ['<<<<<<< HEAD', 3],
  ['=======', 3],
  ['>>>>>>> other', 3],
  ['<<<<<<< HEAD\r', 3],
])('marks of a merge: %j', (mark, line) => {
  const text = `{\n  "version": 1,\n${mark}\n  "stacks": {}\n}\n`;
  expect(wrongWith(text)).toEqual([`${line}: layers-conflict`]);
});

test('a newer version is not looked into', () => {
  expect(parseLayerGroups('{ "version": 2, "layers": [] }').problems).toEqual([
    { kind: 'layers-too-new', place: { file: 'shared-layers.json', line: 1 }, version: 2 },
  ]);
});

describe('keys', () => {
  test.each([
    ['{}', ['1: `version` should be 1', '1: `stacks` is missing']],
    ['{ "version": 0, "stacks": {} }', ['1: `version` should be 1']],
    ['{ "version": "1", "stacks": {} }', ['1: `version` should be 1']],
    ['{ "version": 1 }', ['1: `stacks` is missing']],
    [
      '{\n"version": 1,\n"stacks": {},\n"maxlayers": 3\n}',
      ['4: nothing is called `maxlayers` here'],
    ],
    ['{\n"version": 1,\n"version": 1,\n"stacks": {}\n}', ['3: `version` stands here twice']],
    [
      '{\n"version": 1,\n"stacks": {},\n"stacks": {\n"python": 3}\n}',
      ['4: `stacks` stands here twice', '5: `python` should be an object'],
    ],
  ])('%j', (text, expected) => expect(wrongWith(text)).toEqual(expected));

  test('a group that a merge left there twice counts neither way', () => {
    const group = '      "web": [\n        "anyio"\n      ]';
    const text = fileOf({ web: ['anyio'] }).replace(
      group,
      `${group},\n${group.replace('anyio', 'six')}`,
    );
    expect(wrongWith(text)).toEqual(['8: `web` stands here twice']);
  });

  test('a stack that a merge left there twice', () => {
    const text = '{"version": 1, "stacks": {\n"python": {},\n"python": {}}}';
    expect(wrongWith(text)).toEqual(['3: `python` stands here twice']);
  });
});

test.each<[string, string]>([
  ['[]', '1: `the file` should be an object'],
  ['3', '1: `the file` should be an object'],
  ['{ "version": 1, "stacks": [] }', '1: `stacks` should be an object'],
  ['{ "version": 1, "stacks": null }', '1: `stacks` should be an object'],
  ['{ "version": 1, "stacks": { "python": ["six"] } }', '1: `python` should be an object'],
  [fileOf({ web: 'six' }), '5: `web` should be a list'],
  [fileOf({ web: { six: '1' } }), '5: `web` should be a list'],
  [fileOf({}, { together: 'six' }), '6: `together` should be a list'],
  [fileOf({}, { together: ['six'] }), '7: `together` should be a list'],
  ...[0, -1, 1.5, 101, '3', null, [3]].map((maxLayers): [string, string] => [
    fileOf({}, { maxLayers }),
    '6: `maxLayers` should be a number of layers from 1 to 80',
  ]),
  ...[0, -1, 1.5, '3'].map((largePackageMegabytes): [string, string] => [
    fileOf({}, { largePackageMegabytes }),
    '6: `largePackageMegabytes` should be a number of megabytes from 1 to 100000',
  ]),
  ...[0, null].map((maxLayerMegabytes): [string, string] => [
    fileOf({}, { maxLayerMegabytes }),
    '6: `maxLayerMegabytes` should be a number of megabytes from 1 to 100000',
  ]),
])('of another type than it should be: %j', (text, expected) => {
  expect(wrongWith(text)[0]).toBe(expected);
});

describe('packages', () => {
  const nothing = "is no name of a package; versions are the locks'";
  test.each<[unknown, string]>([
    ['six==1.17.0', `"six==1.17.0" ${nothing}`],
    ['1.17.0', `"1.17.0" ${nothing}`],
    ['httpx[http2]', `"httpx[http2]" ${nothing}`],
    ['../six', `"../six" ${nothing}`],
    ['-', `"-" ${nothing}`],
    ['', `"" ${nothing}`],
    [117, `117 ${nothing}`],
    [null, `null ${nothing}`],
    [['six'], `null ${nothing}`],
    ['Django', '`Django` should be written `django`'],
    ['typing_extensions', '`typing_extensions` should be written `typing-extensions`'],
  ])('%j', (name, detail) => {
    expect(wrongWith(fileOf({ web: ['anyio', name] }))).toEqual([`7: ${detail}`]);
  });

  test('names that begin with digits, as some do', () =>
    expect(wrongWith(fileOf({ games: ['2048', '3d-tools'] }))).toEqual([]));

  test('one in two groups is named where it stands the second time', () => {
    expect(wrongWith(fileOf({ db: ['six'], web: ['anyio', 'six'] }))).toEqual([
      '10: `six` is in `db` and in `web`; a package is in one group',
    ]);
  });

  test('one twice in a group', () => {
    expect(wrongWith(fileOf({ db: ['six', 'six'] }))).toEqual([
      '7: `six` is twice in `db`; a package is in one group',
    ]);
  });

  test('a group without any', () => {
    expect(wrongWith(fileOf({ db: [], web: ['six'] }))).toEqual([
      '5: the group `db` has no package',
    ]);
  });

  test('everything that is wrong is said at once', () => {
    expect(wrongWith(fileOf({ db: ['Six', 'a b'], web: ['six'] }, { mine: 1 }))).toEqual([
      '14: nothing is called `mine` here',
      '6: `Six` should be written `six`',
      `7: "a b" ${nothing}`,
      '10: `six` is in `db` and in `web`; a package is in one group',
    ]);
  });
});

describe('packages that own the same files', () => {
  const together = [['one', 'two']];
  test.each([
    ['in one group', { x: ['one', 'other', 'two'] }, []],
    ['in no group', { x: ['other'] }, []],
    [
      'in two groups',
      { x: ['one'], y: ['two'] },
      ['4: one and two own the same files and are not in one group of `python`'],
    ],
    [
      'one of them in a group',
      { x: ['one'] },
      ['4: one and two own the same files and are not in one group of `python`'],
    ],
  ])('%s', (_, groups, expected) => {
    expect(wrongWith(fileOf(groups, { together }))).toEqual(expected);
  });

  test('a package in two sets, which no order of installation could follow', () => {
    const sets = [
      ['one', 'two'],
      ['two', 'three'],
    ];
    expect(wrongWith(fileOf({}, { together: sets }))).toEqual([
      '12: `two` stands twice in `together`',
    ]);
  });
});

test('a byte order mark is no error', () => {
  const text = '{ "version": 1, "stacks": {} }';
  expect(parseLayerGroups(`\uFEFF${text}`)).toEqual(parseLayerGroups(text));
});

test('what is nested without end is refused with its line', () => {
  const text = `{ "version": 1,\n"stacks": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`;
  expect(parseLayerGroups(text).problems).toEqual([
    {
      kind: 'layers-broken',
      place: { file: 'shared-layers.json', line: 2 },
      detail: 'this is nested more than 100 levels deep',
    },
  ]);
});

test('each of many problems has its line', () => {
  const names = Array.from({ length: 30_000 }, () => '\n"?"').join();
  const { problems } = parseLayerGroups(`{"version":1,"stacks":{"a":{"g":[${names}]}}}`);
  const lines = problems.map((each) => ('place' in each ? each.place.line : undefined));
  // The last one says that the group has no package.
  expect(lines).toEqual([...Array.from({ length: 30_000 }, (_, index) => index + 2), 1]);
});
