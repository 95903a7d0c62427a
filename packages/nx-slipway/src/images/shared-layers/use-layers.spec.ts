import { describe, expect, test } from 'vitest';
import { lacking, thirdParty } from '../../../test-support/third-party';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { isShareable, useLayers } from './use-layers';

const groups = [
  { name: 'web', packages: ['anyio', 'starlette'] },
  { name: 'db', packages: ['sqlalchemy'] },
];

function layersOf(
  closure: readonly ThirdPartyPackage[],
  { together = [], hasOwnBuilder = false, of = groups }: Partial<Options> = {},
) {
  return useLayers(closure, of, { together, hasOwnBuilder });
}

interface Options {
  readonly together: readonly (readonly string[])[];
  readonly hasOwnBuilder: boolean;
  readonly of: typeof groups;
}

/** Requirements files of a single group of these packages. */
function filesOf(
  packages: readonly ThirdPartyPackage[],
  together: readonly (readonly string[])[] = [],
) {
  return layersOf(packages, {
    together,
    of: [{ name: 'all', packages: packages.map(({ name }) => name).sort() }],
  })[0]?.requirements;
}

const all = ['starlette', 'anyio', 'sqlalchemy', 'other'].map((name) => thirdParty(name));

test('the groups that are in the closure as a whole, in their order', () => {
  expect(layersOf(all)).toEqual([
    {
      name: 'web',
      packages: ['anyio', 'starlette'],
      requirements: ['anyio==1 --hash=sha256:anyio-1\nstarlette==1 --hash=sha256:starlette-1\n'],
      wheels: { isSame: true, builds: {} },
    },
    {
      name: 'db',
      packages: ['sqlalchemy'],
      requirements: ['sqlalchemy==1 --hash=sha256:sqlalchemy-1\n'],
      wheels: { isSame: true, builds: {} },
    },
  ]);
});

test.each<[string, readonly ThirdPartyPackage[]]>([
  ['lacks a package of it', all.filter(({ name }) => name !== 'anyio')],
  [
    'installs one on some machines',
    all.map((each) => (each.name === 'anyio' ? { ...each, isCertain: false } : each)),
  ],
  [
    'has one that only its installer knows',
    all.map((each) => (each.name === 'anyio' ? lacking(each, 'requirement') : each)),
  ],
])('an image that %s has none of a group', (_, closure) => {
  expect(layersOf(closure).map(({ name }) => name)).toEqual(['db']);
});

test('a group without packages, or of none that there are, is no layer', () => {
  expect(layersOf(all, { of: [{ name: 'x', packages: [] }] })).toEqual([]);
  expect(layersOf([], {})).toEqual([]);
});

test.each([
  [true, true, true],
  [true, false, true],
  [false, false, true],
  [false, true, false],
])('with a wheel: %s, with a builder of its own: %s', (hasWheel, hasOwnBuilder, expected) => {
  const found = thirdParty('anyio', { hasWheel });
  expect(isShareable(found, hasOwnBuilder)).toBe(expected);
  const layers = layersOf([found], { hasOwnBuilder, of: [{ name: 'x', packages: ['anyio'] }] });
  expect(layers).toHaveLength(expected ? 1 : 0);
});

describe('packages that own the same files', () => {
  test('are installed one after the other, in the order of their set', () => {
    const [one, two, three, plain] = ['one', 'two', 'three', 'plain'].map((each) =>
      thirdParty(each),
    );
    if (!one || !two || !three || !plain) throw new Error('no packages');
    expect(filesOf([one, two, three, plain], [['two', 'one', 'three']])).toEqual([
      'plain==1 --hash=sha256:plain-1\ntwo==1 --hash=sha256:two-1\n',
      'one==1 --hash=sha256:one-1\n',
      'three==1 --hash=sha256:three-1\n',
    ]);
  });

  test('sets of their own take their turns together', () => {
    const packages = ['a', 'b', 'x', 'y'].map((each) => thirdParty(each));
    expect(
      filesOf(packages, [
        ['b', 'a'],
        ['x', 'y'],
      ]),
    ).toEqual([
      'b==1 --hash=sha256:b-1\nx==1 --hash=sha256:x-1\n',
      'a==1 --hash=sha256:a-1\ny==1 --hash=sha256:y-1\n',
    ]);
  });
});

describe('indexes', () => {
  const from = (name: string, index?: string) =>
    thirdParty(name, index === undefined ? {} : { index });
  const [a, b] = ['a==1 --hash=sha256:a-1\n', 'b==1 --hash=sha256:b-1\n'];
  const one = 'https://one.example/simple';
  const two = 'https://two.example/simple';

  test.each<[string | undefined, string | undefined, readonly string[]]>([
    [undefined, undefined, [`${a}${b}`]],
    [undefined, 'https://pypi.org', [`${a}${b}`]],
    [one, one, [`--extra-index-url ${one}\n${a}${b}`]],
    [`${one}/`, one, [`--extra-index-url ${one}\n${a}${b}`]],
    [two, one, [`--extra-index-url ${one}\n${b}`, `--extra-index-url ${two}\n${a}`]],
    [one, undefined, [b, `--extra-index-url ${one}\n${a}`]],
    ['not a url', undefined, [`${a}${b}`]],
  ])('%s and %s', (ofA, ofB, files) => {
    expect(filesOf([from('a', ofA), from('b', ofB)])).toEqual(files);
  });

  test('packages that own the same files keep their order, whatever their indexes', () => {
    expect(filesOf([from('a', one), from('b')], [['a', 'b']])).toEqual([
      `--extra-index-url ${one}\n${a}`,
      b,
    ]);
  });
});

test('a package that is not to be built is for uv one of wheels alone', () => {
  const packages = [
    { ...thirdParty('b'), isWheelOnly: true, index: 'https://index.example/simple' },
    { ...thirdParty('a'), index: 'https://index.example/simple' },
  ];
  expect(filesOf(packages)).toEqual([
    '--extra-index-url https://index.example/simple\n--only-binary b\na==1 --hash=sha256:a-1\nb==1 --hash=sha256:b-1\n',
  ]);
});
