import { describe, expect, test } from 'vitest';
import { sharingImage, thirdParty } from '../../../test-support/third-party';
import { chooseGroups, groupBounds } from './choose-groups';
import type { SharingImage } from './sharing-image';
import { useLayers } from './use-layers';

const DEFAULTS = groupBounds();

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
  return useLayers(closure, chooseGroups(given, [], { ...DEFAULTS, maxLayers }), {
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
    expect(names(all, [], DEFAULTS, kept)).toEqual(['y', 'a', 'x', 'w']);
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
    expect(chosen(all, [], { ...DEFAULTS, minSaving: 40_000 })).toEqual(['big: a big', 'b: b']);
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

describe('large packages', () => {
  const sized = (pin: string, megabytes: number) => thirdParty(pin, { size: megabytes * 1e6 });
  const torch = sized('torch', 540);

  test('have a layer of their own, also where one image has them, before all others', () => {
    expect(chosen([sharingImage('x', [torch, 'a'])])).toEqual(['torch: torch']);
    const all = [...images(['a', 'b'], ['a', 'b']), sharingImage('x', [torch, 'a', 'b'])];
    expect(chosen(all)).toEqual(['torch: torch', 'a: a b']);
  });

  test('leave a group that stays, and give their name back', () => {
    const kept = [{ name: 'torch', packages: ['a', 'torch'] }];
    const all = [sharingImage('x', [torch, 'a']), sharingImage('y', [torch, 'a'])];
    expect(chosen(all, [], DEFAULTS, kept)).toEqual(['torch: torch', 'a: a']);
    const own = [{ name: 'mine', packages: ['torch'] }];
    expect(chosen(all, [], DEFAULTS, own)).toEqual(['mine: torch', 'a: a']);
  });

  test('of different versions are of one group', () => {
    const all = [sharingImage('x', [torch]), sharingImage('y', [sized('torch==2', 550)])];
    expect(chosen(all)).toEqual(['torch: torch']);
  });

  test('count among the layers of an image', () => {
    const all = images(['a', 'b'], ['a', 'b'], ['b'], ['b']).map((image) => ({
      ...image,
      closure: [...image.closure, torch],
    }));
    expect(chosen(all, [], { ...DEFAULTS, maxLayers: 2 })).toEqual(['torch: torch', 'b: b']);
  });
});

describe('a group that is heavy as a whole', () => {
  const sized = (pin: string, megabytes: number) => thirdParty(pin, { size: megabytes * 1e6 });
  const packages = [
    ...[sized('scipy', 35), sized('numpy', 16), sized('pandas', 12)],
    ...[sized('fastapi', 0.1), sized('click', 0.1), sized('idna', 0.1)],
  ];
  const all = ['x', 'y'].map((id) => sharingImage(id, packages));
  const names = ['scipy: scipy', 'numpy: numpy', 'pandas: pandas', 'click: click fastapi idna'];

  test('is cut by the weight of its packages', () => {
    expect(chosen(all)).toEqual(names);
  });

  test('as far as the images have layers left', () => {
    const bounds = { ...DEFAULTS, maxLayers: 2 };
    expect(chosen(all, [], bounds)).toEqual([
      'scipy: numpy scipy',
      'pandas: click fastapi idna pandas',
    ]);
  });

  test('and no piece saves less than a layer has to', () => {
    const bounds = { ...DEFAULTS, minSaving: 5_000_000 };
    expect(chosen(all, [], bounds)).toEqual([
      'scipy: scipy',
      'numpy: numpy',
      'pandas: click fastapi idna pandas',
    ]);
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
