import { describe, expect, test } from 'vitest';
import { largeStack } from '../../../test-support/large-stack';
import { sharingImage, thirdParty } from '../../../test-support/third-party';
import { formatLayerGroups } from '../../images/shared-layers/format-layer-groups';
import type { LayerGroups } from '../../images/shared-layers/layer-groups';
import { useLayers } from '../../images/shared-layers/use-layers';
import { planSharedLayers, renewSharedLayers } from './plan-shared-layers';

function images(...closures: readonly (readonly string[])[]) {
  return closures.map((packages, index) => sharingImage(`image-${index}`, packages));
}

function layerGroups(packages: readonly string[], more: Partial<LayerGroups> = {}) {
  return {
    stacks: new Map([['python', [{ name: packages[0] ?? '', packages }]]]),
    together: [],
    ...more,
  };
}

describe('layer groups', () => {
  test('is of all stacks that share something', () => {
    const stacks = new Map([
      ['one', images(['a', 'b'], ['a', 'b'])],
      ['two', images(['a'], ['a'])],
      ['single', images(['a'])],
    ]);
    expect(planSharedLayers({ stacks }).layerGroups).toEqual({
      stacks: new Map([
        ['one', [{ name: 'a', packages: ['a', 'b'] }]],
        ['two', [{ name: 'a', packages: ['a'] }]],
      ]),
      together: [],
    });
  });

  test('is none where nobody shares and there was none', () => {
    const plan = planSharedLayers({ stacks: new Map([['python', images(['a'])]]) });
    expect(plan.layerGroups).toBeUndefined();
    expect(renewSharedLayers({ stacks: new Map([['python', images(['a'])]]) })).toBeUndefined();
  });

  test('loses the groups that nobody has any more', () => {
    const known = layerGroups(['gone']);
    expect(planSharedLayers({ stacks: new Map(), known }).layerGroups).toEqual({
      stacks: new Map(),
      together: [],
    });
  });

  test('keeps the bound and the sets of the one there is', () => {
    const known = layerGroups(['a'], { maxLayers: 1, together: [['b', 'a']] });
    const all = images(['a', 'b', 'c'], ['a', 'b', 'c'], ['c'], ['c']);
    expect(planSharedLayers({ stacks: new Map([['python', all]]), known }).layerGroups).toEqual({
      ...known,
      stacks: new Map([['python', [{ name: 'c', packages: ['c'] }]]]),
    });
  });
});

describe('what is renewed', () => {
  const MB = 1_000_000;
  /** Groups after the renewal of one group; images are given by their packages, each of a size. */
  const renewed = (
    closures: Readonly<Record<string, Readonly<Record<string, number>>>>,
    known: readonly string[],
  ) => {
    const all = Object.entries(closures).map(([id, sizes]) =>
      sharingImage(
        id,
        Object.entries(sizes).map(([name, size]) => thirdParty(name, { size })),
      ),
    );
    const stacks = new Map([['python', all]]);
    const groups = renewSharedLayers({ stacks, known: layerGroups(known) })?.layerGroups?.stacks;
    return groups?.get('python')?.map(({ packages }) => packages);
  };

  test('nothing where all that is shared is in groups', () => {
    const closure = { a: 9 * MB, b: MB };
    expect(renewed({ x: closure, y: closure }, ['a', 'b'])).toBeUndefined();
  });

  test('packages in no group get one beside those there are', () => {
    const closure = { a: 9 * MB, b: MB };
    expect(renewed({ x: closure, y: closure }, ['a'])).toEqual([['a'], ['b']]);
  });

  test('unless a layer of them saves too little', () => {
    const closure = { a: 9 * MB, b: 0.05 * MB };
    expect(renewed({ x: closure, y: closure }, ['a'])).toBeUndefined();
  });

  test.each<[string, number, readonly (readonly string[])[] | undefined]>([
    ['little', 2 * MB, undefined],
    ['enough', 6 * MB, [['a'], ['b']]],
  ])('groups that are there are cut anew only where that saves enough: %s', (_, a, expected) => {
    const closures = { w: { a }, x: { a, b: MB }, y: { a, b: MB }, z: { a } };
    // Each of w and z has all of `a` for itself.
    expect(renewed(closures, ['a', 'b'])).toEqual(expected);
  });

  test('a tenth of all bytes is the least, too', () => {
    const [a, b] = [6 * MB, MB];
    const closures = {
      w: { a },
      x: { a, b },
      y: { a, b },
      own: { c: 50 * MB, d: 50 * MB, e: 50 * MB },
    };
    expect(renewed(closures, ['a', 'b'])).toBeUndefined();
  });

  test('a package that has become large gets a layer of its own, once', () => {
    const closure = { a: 9 * MB, b: 70 * MB };
    expect(renewed({ x: closure, y: closure }, ['a', 'b'])).toEqual([['b'], ['a']]);
    expect(renewed({ x: { b: 70 * MB } }, ['b'])).toBeUndefined();
    const stacks = new Map([
      ['python', [sharingImage('x', [thirdParty('b', { size: 70 * MB }), 'a'])]],
    ]);
    const first = renewSharedLayers({ stacks });
    expect(first?.layerGroups?.stacks.get('python')).toEqual([{ name: 'b', packages: ['b'] }]);
    expect(first?.apart).toEqual(['b']);
    const known = first?.layerGroups ?? layerGroups([]);
    expect(renewSharedLayers({ stacks, known })).toBeUndefined();
  });

  test('what is large is the workspace’s to say', () => {
    const stacks = new Map([['python', images(['a', 'b'])]]);
    const known = layerGroups([], { stacks: new Map(), largePackageMegabytes: 1 });
    expect(renewSharedLayers({ stacks, known })?.apart).toEqual(['a', 'b']);
  });

  test('the first grouping is always made', () => {
    const stacks = new Map([['python', images(['a'], ['a'])]]);
    expect(renewSharedLayers({ stacks })?.layerGroups?.stacks.get('python')).toEqual([
      { name: 'a', packages: ['a'] },
    ]);
  });
});

describe('200 services over 300 packages', () => {
  const stacks = new Map([['python', largeStack(200, 300)]]);
  const plan = planSharedLayers({ stacks });

  test('share most of their bytes, within the bound of layers', () => {
    const groups = plan.layerGroups?.stacks.get('python') ?? [];
    const counts = [...stacks.values()]
      .flat()
      .map(({ closure }) => useLayers(closure, groups, { together: [], hasOwnBuilder: false }));
    expect(Math.max(...counts.map(({ length }) => length))).toBeLessThanOrEqual(24);
    expect(plan.after.distinct).toBeLessThan(plan.before.distinct / 4);
    expect(plan.before.distinct).toBe(plan.before.without);
  });

  test('have a file that can be read: a line for each package, in the order of layers', () => {
    const text = formatLayerGroups(plan.layerGroups ?? layerGroups([]));
    const lines = text.split('\n');
    const packages = lines.flatMap((line) => /^ {8}"([^"]+)",?$/.exec(line)?.[1] ?? []);
    const groups = lines.flatMap((line) => /^ {6}"([^"]+)": \[$/.exec(line)?.[1] ?? []);
    expect(packages.length).toBeGreaterThan(100);
    expect(new Set(packages).size).toBe(packages.length);
    expect(groups).toEqual(plan.layerGroups?.stacks.get('python')?.map(({ name }) => name));
    for (const { packages: own } of plan.layerGroups?.stacks.get('python') ?? []) {
      expect(own).toEqual([...own].sort());
      expect(own.map((name) => packages.indexOf(name) - packages.indexOf(own[0] ?? ''))).toEqual(
        own.map((_, index) => index),
      );
    }
    // A line for each package, two for each group, and what is around them.
    expect(lines).toHaveLength(packages.length + 2 * groups.length + 8);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(80);
    expect(text.length).toBeLessThan(20_000);
  });
});
