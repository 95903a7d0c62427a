import { describe, expect, test } from 'vitest';
import { lacking, sharingImage, thirdParty } from '../../../test-support/third-party';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { type Candidate, groupCandidates, mergeCandidates, mergedSaving } from './group-candidates';
import type { SharingImage } from './sharing-image';

/** Bytes of a package of {@link thirdParty} in a layer. */
const BYTES = 1_020_000;

/** What a candidate comes to: its packages, which content each image has of it, and what it saves. */
function read({ packages, contents, saving }: Candidate) {
  return [packages.join(' '), [...contents].join(''), saving / BYTES];
}

function candidatesOf(
  images: readonly SharingImage[],
  together: readonly (readonly string[])[] = [],
) {
  return groupCandidates(images, together).map(read);
}

function images(...closures: readonly (readonly string[])[]) {
  return closures.map((packages, index) => sharingImage(`image-${index}`, packages));
}

test.each<[string, readonly (readonly string[])[], readonly unknown[]]>([
  ['nothing in common', [['a'], ['b']], []],
  ['one image', [['a', 'b']], []],
  ['no image', [], []],
  [
    'all in common',
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['a b', '11', 2]],
  ],
  [
    'closures that overlap',
    [
      ['a', 'b', 'c'],
      ['a', 'b', 'd'],
      ['a', 'c'],
    ],
    [
      ['a', '111', 2],
      ['b', '110', 1],
      ['c', '101', 1],
    ],
  ],
  ['two versions, one of them alone', [['a==1'], ['a==2'], ['a==1']], [['a', '121', 1]]],
  ['two versions, both alone', [['a==1'], ['a==2']], []],
  [
    'two locks that differ in one package',
    [
      ['a', 'b==1'],
      ['a', 'b==1'],
      ['a', 'b==2'],
      ['a', 'b==2'],
    ],
    [
      ['a', '1111', 3],
      ['b', '1122', 2],
    ],
  ],
  [
    'packages that differ between the same images',
    [
      ['a==1', 'b==1'],
      ['a==1', 'b==1'],
      ['a==2', 'b==2'],
      ['a==2', 'b==2'],
    ],
    [['a b', '1122', 4]],
  ],
])('%s', (_, closures, expected) => {
  expect(candidatesOf(images(...closures))).toEqual(expected);
});

test.each([
  ['what is not certain', thirdParty('a', { isCertain: false })],
  ['what only its installer knows', lacking(thirdParty('a'), 'requirement')],
])('%s is in none', (_, each) => {
  expect(candidatesOf([sharingImage('x', [each]), sharingImage('y', [each])])).toEqual([]);
});

test('what is built is in none of an image with a builder of its own', () => {
  const built = thirdParty('a', { hasWheel: false });
  const all = ['w', 'x', 'y'].map((id) => sharingImage(id, [built], id === 'x'));
  expect(candidatesOf(all)).toEqual([['a', '101', 1]]);
});

describe('packages that own the same files', () => {
  test('are one unit, in images that have all of them', () => {
    const all = images(['a', 'b', 'c'], ['a', 'b', 'c'], ['a', 'c'], ['b']);
    expect(candidatesOf(all, [['c', 'a']])).toEqual([
      ['a c', '1110', 4],
      ['b', '1101', 2],
    ]);
    expect(candidatesOf(all, [['a', 'b']])).toEqual([
      ['a b', '1100', 2],
      ['c', '1110', 2],
    ]);
  });

  test('are in none where no image has all of them', () =>
    expect(candidatesOf(images(['a'], ['a'], ['b'], ['b']), [['a', 'b']])).toEqual([]));
});

describe('two as one layer', () => {
  test.each([
    [['a', 'b'], ['a', 'b'], ['a']],
    [['a'], ['b'], ['a'], ['b']],
    [['a==1', 'b==1'], ['a==1', 'b==2'], ['a==2', 'b==2'], ['a==1', 'b==1'], ['a==2']],
    [['a', 'b==1'], ['a', 'b==1'], ['a', 'b==2'], ['a', 'b==2'], ['a'], ['b==1']],
  ])('%j %j %j %j', (...closures) => {
    const [a, b] = ['a', 'b'].map((name) => {
      const own = closures.map((names) => names.filter((each) => each.startsWith(name)));
      return groupCandidates(images(...own), [])[0];
    });
    if (!a || !b) throw new Error('no candidates');
    const merged = mergeCandidates(a, b);
    expect(mergedSaving(a, b)).toBe(merged.saving);
    expect(merged.packages).toEqual(['a', 'b']);
    expect(merged.bytes).toBe(2 * BYTES);
    expect([...merged.contents].map((each) => each > 0)).toEqual(
      closures.map((names) => names.length === 2),
    );
    expect(merged.saving).toBeLessThanOrEqual(a.saving + b.saving);
  });
});

test('a package weighs what its wheel does, or what packages usually do', () => {
  const bytesOf = (...found: readonly ThirdPartyPackage[]) =>
    groupCandidates(
      found.map((each, index) => sharingImage(`image-${index}`, [each])),
      [],
    )[0]?.bytes;
  const [small, unknown] = [thirdParty('a', { size: 5 }), lacking(thirdParty('a'), 'size')];
  expect(bytesOf(small, small)).toBe(20_005);
  expect(bytesOf(unknown, unknown)).toBe(1_620_000);
  expect(bytesOf(unknown, small)).toBe(20_005);
});
