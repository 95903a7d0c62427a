import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { lacking, thirdParty } from '../../../test-support/third-party';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { chooseGroups, type GroupBounds } from './choose-groups';
import { formatLayerGroups } from './format-layer-groups';
import { largePackages } from './large-packages';
import type { LayerGroup, LayerGroups } from './layer-groups';
import { measureSharing } from './measure-sharing';
import { parseLayerGroups } from './parse-layer-groups';
import type { SharingImage } from './sharing-image';
import { useLayers } from './use-layers';

/** Images of one stack, which packages own the same files, and bounds. */
interface Workspace {
  readonly images: readonly SharingImage[];
  readonly together: LayerGroups['together'];
  readonly bounds: GroupBounds;
}

const NAMES = Array.from({ length: 14 }, (_, index) => `p${index}`);
const SIZES = NAMES.map((_, index) => (index % 5) ** 3 * 100_000);

/** A package in one of two versions, seldom without a wheel, uncertain or known to its installer alone. */
function found(name: string) {
  return fc
    .tuple(fc.constantFrom('1', '1', '1', '2'), fc.integer({ min: 0, max: 29 }))
    .map(([version, kind]): ThirdPartyPackage => {
      const each = thirdParty(`${name}==${version}`, {
        isCertain: kind !== 1,
        hasWheel: kind !== 2,
        size: SIZES[NAMES.indexOf(name)] ?? 0,
      });
      return kind === 3 ? lacking(each, 'requirement') : each;
    });
}

const closures = fc.array(
  fc.record({
    closure: fc.subarray(NAMES).chain((names) => fc.tuple(...names.map(found))),
    hasOwnBuilder: fc.integer({ min: 0, max: 9 }).map((each) => each === 0),
  }),
  { maxLength: 9 },
);

const workspaces: fc.Arbitrary<Workspace> = fc.record({
  images: closures.map((all) => all.map((each, index) => ({ id: `image-${index}`, ...each }))),
  together: fc.constantFrom(
    [],
    [['p1', 'p0']],
    [
      ['p3', 'p2', 'p4'],
      ['p8', 'p7'],
    ],
  ),
  bounds: fc.record({
    maxLayers: fc.integer({ min: 1, max: 6 }),
    minSaving: fc.constantFrom(0, 500_000, 5_000_000),
    largeBytes: fc.constantFrom(1_000_000, 5_000_000, 64_000_000),
    maxLayerBytes: fc.constantFrom(7_000_000, 2_000_000_000),
  }),
});

function groupsOf({ images, together, bounds }: Workspace) {
  return chooseGroups(images, together, bounds);
}

/** Every image with its layers. */
function layersOf({ images, together }: Workspace, groups: readonly LayerGroup[]) {
  return images.map((image) => ({
    image,
    layers: useLayers(image.closure, groups, { together, hasOwnBuilder: image.hasOwnBuilder }),
  }));
}

const RUNS = { numRuns: 200, seed: 5 };

// A busy machine takes its time over hundreds of workspaces.
vi.setConfig({ testTimeout: 60_000 });

function forAll(property: (workspace: Workspace, groups: readonly LayerGroup[]) => void): void {
  fc.assert(
    fc.property(workspaces, (workspace) => property(workspace, groupsOf(workspace))),
    RUNS,
  );
}

test('layers and what is left are exactly the closure, each package once', () =>
  forAll((workspace, groups) => {
    for (const { image, layers } of layersOf(workspace, groups)) {
      const shared = layers.flatMap(({ packages }) => packages);
      const left = image.closure.filter(({ name }) => !shared.includes(name));
      expect([...shared, ...left.map(({ name }) => name)].sort()).toEqual(
        image.closure.map(({ name }) => name).sort(),
      );
    }
  }));

test('a layer installs the packages of its group in the versions of the closure, each once', () =>
  forAll((workspace, groups) => {
    for (const { image, layers } of layersOf(workspace, groups)) {
      for (const { packages, requirements } of layers) {
        const lines = requirements.flatMap((text) => text.trimEnd().split('\n'));
        expect(lines.sort()).toEqual(
          image.closure
            .filter(({ name }) => packages.includes(name))
            .map(({ requirement }) => requirement)
            .sort(),
        );
      }
    }
  }));

test('an image has a group only if its closure holds all of it', () =>
  forAll((workspace, groups) => {
    for (const { image, layers } of layersOf(workspace, groups)) {
      const names = new Set(image.closure.map(({ name }) => name));
      const held = groups.filter((group) => layers.some(({ name }) => name === group.name));
      expect(held.flatMap(({ packages }) => packages.filter((name) => !names.has(name)))).toEqual(
        [],
      );
    }
  }));

test('the groups are the same for any order of images', () =>
  fc.assert(
    fc.property(
      workspaces.chain((workspace) =>
        fc.tuple(
          fc.constant(workspace),
          fc.shuffledSubarray([...workspace.images], { minLength: workspace.images.length }),
        ),
      ),
      ([workspace, images]) => {
        const groups = groupsOf(workspace);
        expect(groupsOf({ ...workspace, images })).toEqual(groups);
        expect(measureSharing(images, groups, workspace.together)).toEqual(
          measureSharing(workspace.images, groups, workspace.together),
        );
      },
    ),
    RUNS,
  ));

test('the groups are the same for any order of an image’s packages', () =>
  forAll((workspace, groups) => {
    const images = workspace.images.map((image) => ({
      ...image,
      closure: [...image.closure].reverse(),
    }));
    expect(groupsOf({ ...workspace, images })).toEqual(groups);
  }));

test('no image has more layers than the bound', () =>
  forAll((workspace, groups) => {
    const counts = layersOf(workspace, groups).map(({ layers }) => layers.length);
    expect(Math.max(0, ...counts)).toBeLessThanOrEqual(workspace.bounds.maxLayers);
  }));

test('distinct bytes are never more than those without sharing, and every group saves its floor', () =>
  forAll(({ images, together, bounds }, groups) => {
    const bytes = measureSharing(images, groups, together);
    expect(bytes.distinct).toBeLessThanOrEqual(bytes.without);
    const large = largePackages(images, together, bounds).map((packages) => packages.join());
    for (const group of groups.filter(({ packages }) => !large.includes(packages.join()))) {
      const { without, distinct } = measureSharing(images, [group], together);
      expect(without - distinct).toBeGreaterThanOrEqual(Math.max(1, bounds.minSaving));
    }
  }));

test('a large package is in a group without others, but for those that own its files', () =>
  forAll(({ images, together, bounds }, groups) => {
    for (const packages of largePackages(images, together, bounds)) {
      expect(groups.map((group) => group.packages)).toContainEqual(packages);
    }
  }));

test('groups that stay are those there were, with others on top', () =>
  forAll(({ images, together, bounds }, groups) => {
    const again = chooseGroups(images, together, bounds, groups);
    expect(again.slice(0, groups.length)).toEqual(groups);
  }));

test('a package is in one group, and packages that own the same files are in one together', () =>
  forAll(({ together, bounds: { maxLayers } }, groups) => {
    const layerGroups = { stacks: new Map([['python', groups]]), together, maxLayers };
    expect(parseLayerGroups(formatLayerGroups(layerGroups))).toEqual({ layerGroups, problems: [] });
  }));
