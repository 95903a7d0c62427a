import { describe, expect, test } from 'vitest';
import { sharingImage, thirdParty } from '../../../test-support/third-party';
import { chooseGroups, DEFAULT_BOUNDS } from './choose-groups';
import type { SharingImage } from './sharing-image';
import { useLayers } from './use-layers';

function images(...closures: readonly (readonly string[])[]) {
  return closures.map((packages, index) => sharingImage(`image-${index}`, packages));
}

/** Groups as `name: packages`. */
function chosen(...given: Parameters<typeof chooseGroups>) {
  return chooseGroups(...given).map(({ name, packages }) => `${name}: ${packages.join(' ')}`);
}

function layersOf(
  { closure, hasOwnBuilder }: SharingImage,
  given: readonly SharingImage[],
  maxLayers: number,
) {
  return useLayers(closure, chooseGroups(given, [], { ...DEFAULT_BOUNDS, maxLayers }), {
    together: [],
    hasOwnBuilder,
  });
}

test.each<[string, readonly (readonly string[])[], readonly string[]]>([
  ['no image', [], []],
  ['one image', [['a', 'b']], []],
  ['nothing in common', [['a'], ['b']], []],
  [
    'packages that the same images have are one group',
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    ['a: a b'],
  ],
  [
    'a group for each set of images',
    [
      ['a', 'b', 'x'],
      ['a', 'b', 'y'],
      ['a', 'y'],
    ],
    ['a: a', 'b: b', 'y: y'],
  ],
])('%s', (_, closures, expected) => {
  expect(chosen(images(...closures))).toEqual(expected);
});

test('the heaviest package gives the group its name, the first of several', () => {
  const packages = [
    thirdParty('a'),
    thirdParty('b', { size: 9e6 }),
    thirdParty('c', { size: 9e6 }),
  ];
  expect(chosen([sharingImage('x', packages), sharingImage('y', packages)])).toEqual(['b: a b c']);
});

describe('the order of layers', () => {
  const all = images(['a', 'w', 'x'], ['a', 'w', 'x', 'y'], ['a', 'x', 'y'], ['a']);
  const names = (...given: Parameters<typeof chooseGroups>) =>
    chooseGroups(...given).map(({ name }) => name);

  test('has what most images have first, and of two the larger one', () => {
    expect(names(all)).toEqual(['a', 'x', 'w', 'y']);
    const heavy = all.map((image) => ({
      ...image,
      closure: image.closure.map((each) => (each.name === 'y' ? { ...each, size: 9e6 } : each)),
    }));
    expect(names(heavy)).toEqual(['a', 'x', 'y', 'w']);
  });

  test('has groups that stay before all others, as they are', () => {
    const kept = ['y', 'a'].map((name) => ({ name, packages: [name] }));
    expect(names(all, [], DEFAULT_BOUNDS, kept)).toEqual(['y', 'a', 'x', 'w']);
  });
});

describe('the floor', () => {
  const small = (name: string) => thirdParty(name, { size: 20_000 });
  const shared = [thirdParty('big'), small('a'), small('b')];

  test('what saves too little goes along with what saves enough, at the least cost', () => {
    const all = [
      sharingImage('v', shared),
      sharingImage('w', shared),
      sharingImage('x', [thirdParty('big'), small('a')]),
    ];
    // `a` and `b` are too small alone; for all three, `a` and `big` are the same.
    expect(chosen(all)).toEqual(['big: a big']);
    expect(chosen(all, [], { ...DEFAULT_BOUNDS, minSaving: 40_000 })).toEqual([
      'big: a big',
      'b: b',
    ]);
  });

  test('what saves too little even together is given up', () => {
    expect(chosen([sharingImage('x', [small('a')]), sharingImage('y', [small('a')])])).toEqual([]);
  });
});

describe('the bound', () => {
  // Eight groups, each of another set of images, all of them in the first image.
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const many = [
    sharingImage('all', names),
    ...names.map((name, index) => sharingImage(`only-${name}`, names.slice(0, index + 1))),
  ];

  test.each([1, 2, 3, 5, 8, 100])('no image has more than %i layers', (maxLayers) => {
    const counts = many.map((image) => layersOf(image, many, maxLayers).length);
    expect(Math.max(...counts)).toBe(Math.min(maxLayers, names.length));
  });

  test('images that are below it lose nothing to one that is above', () => {
    const [first, ...others] = many;
    if (!first) throw new Error('no image');
    const pair = ['x', 'y'].map((id) => sharingImage(id, ['other']));
    const counts = [...others, ...pair].map(
      (image) => layersOf(image, [...many, ...pair], 2).length,
    );
    expect(counts.slice(-2)).toEqual([1, 1]);
  });
});

describe('packages that own the same files', () => {
  test('are in one group or in none', () => {
    const all = images(['a', 'b', 'c'], ['a', 'b', 'c'], ['a', 'c'], ['b', 'c']);
    expect(chosen(all, [['b', 'a']])).toEqual(['c: c', 'a: a b']);
    expect(chosen(images(['a', 'c'], ['a', 'c']), [['b', 'a']])).toEqual(['c: c']);
  });
});

describe('locks of their own', () => {
  test('with the same versions share, whichever they are', () => {
    expect(chosen(images(['a==1', 'b==1'], ['a==1', 'b==1']))).toEqual(['a: a b']);
  });

  test('with other versions of some packages share the others', () => {
    expect(chosen(images(['a', 'b==1'], ['a', 'b==2']))).toEqual(['a: a']);
  });

  test('with other hashes of one version do not share it', () => {
    const one = sharingImage('x', [thirdParty('a', { hash: '1' }), thirdParty('b')]);
    const two = sharingImage('y', [thirdParty('a', { hash: '2' }), thirdParty('b')]);
    expect(chosen([one, two])).toEqual(['b: b']);
  });

  test('that have one file of other indexes do not share it', () => {
    const [one, two] = ['one', 'two'].map((name) =>
      sharingImage(name, [thirdParty('a', { index: `https://${name}.example/simple` }), 'b']),
    );
    expect(chosen(one && two ? [one, two] : [])).toEqual(['b: b']);
  });

  test('with two versions in two images each have one group with two contents', () => {
    const all = images(['a==1', 'b==1'], ['a==1', 'b==1'], ['a==2', 'b==2'], ['a==2', 'b==2']);
    expect(chosen(all)).toEqual(['a: a b']);
    expect(new Set(all.map((image) => layersOf(image, all, 9)[0]?.requirements.join())).size).toBe(
      2,
    );
  });
});
