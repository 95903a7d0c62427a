import { logger, type Tree, writeJson } from '@nx/devkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contentsOf, textOf } from '../../../test-support/generator-tree';
import { groupWithoutIndex } from '../../../test-support/group-without-index';
import {
  layerGroups,
  readLayerGroups,
  type Services,
  TWO,
  treeOfServices,
  writeServices,
} from '../../../test-support/services-that-share';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';

beforeEach(() => {
  vi.spyOn(logger, 'info').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

function printed(): string {
  return vi.mocked(logger.info).mock.calls.flat().join('\n');
}

describe('as a generator', () => {
  test('groups what services share, and says what they come to', async () => {
    const tree = treeOfServices(TWO);
    expect(await groupWithoutIndex(tree, {})).toEqual(expect.any(Function));
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a', 'b'] }));
    expect(printed()).toMatch(/^ *image +packages +shared layers/);
    expect(printed()).toContain(
      '2 images install 19.1 MB of third-party packages in all, instead of ',
    );
  });

  test('run twice there is no difference', async () => {
    const tree = treeOfServices(TWO);
    await groupWithoutIndex(tree, { maxLayers: 3, together: ['x', 'y'] });
    const first = contentsOf(tree);
    await groupWithoutIndex(tree, {});
    await groupWithoutIndex(tree, { maxLayers: 3, together: ['y', 'x'] });
    expect(contentsOf(tree)).toEqual(first);
  });

  test('groups anew whatever there is, worth it or not', async () => {
    const tree = treeOfServices(TWO);
    writeJson(tree, LAYER_GROUPS_FILE, layerGroups({ a: ['a'], gone: ['gone'] }));
    await groupWithoutIndex(tree, {});
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a', 'b'] }));
  });

  test('writes nothing where nobody shares', async () => {
    const tree = treeOfServices({ api: ['a'], worker: ['b'] });
    await groupWithoutIndex(tree, {});
    expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
  });
});

describe('as a sync generator', () => {
  test('it groups where there is no file and two services share', async () => {
    const tree = treeOfServices(TWO);
    expect(await groupWithoutIndex(tree)).toEqual({
      outOfSyncMessage:
        'With these groups, the third-party packages of all images take 19.1 MB instead of 37.1 MB.',
      outOfSyncDetails: [LAYER_GROUPS_FILE],
    });
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a', 'b'] }));
    expect(await groupWithoutIndex(tree)).toBeUndefined();
    expect(printed()).toBe('');
  });

  test.each<[string, Services]>([
    ['one service', { api: ['a', 'b'] }],
    ['nothing in common', { api: ['a'], worker: ['b'] }],
    ['no packages', { api: [], worker: [] }],
  ])('it writes nothing with %s', async (_, services) => {
    const tree = treeOfServices(services);
    expect(await groupWithoutIndex(tree)).toBeUndefined();
    expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
  });

  test('a large package gets a layer of its own, also of one service', async () => {
    const large = [{ name: 'a', size: 70_000_000 }];
    const tree = treeOfServices({ api: ['a', 'b'] }, large);
    expect(await groupWithoutIndex(tree)).toEqual({
      outOfSyncMessage:
        'a gets a layer of its own, so that a new version of another package does not move it.',
      outOfSyncDetails: [LAYER_GROUPS_FILE],
    });
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a'] }));
    expect(await groupWithoutIndex(tree)).toBeUndefined();
  });

  test('a file that other groups would save little over stays as it is', async () => {
    const tree = treeOfServices(TWO);
    const text = JSON.stringify(layerGroups({ web: ['b', 'a'] }));
    tree.write(LAYER_GROUPS_FILE, text);
    expect(await groupWithoutIndex(tree)).toBeUndefined();
    expect(textOf(tree, LAYER_GROUPS_FILE)).toBe(text);
  });

  test('packages that are in no group get one beside those there are', async () => {
    const tree = treeOfServices(TWO);
    writeJson(tree, LAYER_GROUPS_FILE, layerGroups({ a: ['a'] }));
    expect(await groupWithoutIndex(tree)).toEqual({
      outOfSyncMessage:
        'With these groups, the third-party packages of all images take 19.1 MB instead of 28.1 MB.',
      outOfSyncDetails: [LAYER_GROUPS_FILE],
    });
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a'], b: ['b'] }));
  });

  test('a service that gains or drops a package is no reason to group anew', async () => {
    const tree = treeOfServices(TWO);
    await groupWithoutIndex(tree);
    const text = textOf(tree, LAYER_GROUPS_FILE);
    for (const api of [
      ['a', 'b', 'own', 'new'],
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]) {
      writeServices(tree, { ...TWO, api });
      expect(await groupWithoutIndex(tree)).toBeUndefined();
    }
    expect(textOf(tree, LAYER_GROUPS_FILE)).toBe(text);
  });
});

describe('a lock that cannot be read', () => {
  const broken = (): Tree => {
    const tree = treeOfServices(TWO);
    tree.write('uv.lock', `${textOf(tree, 'uv.lock')}\n[[broken\n`);
    return tree;
  };

  test('is said, and nothing is grouped without it', async () => {
    const tree = broken();
    await expect(groupWithoutIndex(tree, {})).rejects.toThrow(/^uv\.lock:\d+/);
    expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
  });

  test('leaves the groups there are to nx sync as they are', async () => {
    const tree = broken();
    writeJson(tree, LAYER_GROUPS_FILE, layerGroups({ a: ['a'] }));
    expect(await groupWithoutIndex(tree)).toBeUndefined();
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a'] }));
  });
});

test.each([undefined, {}])(
  'a file that is broken is said to be, and left alone: %j',
  async (schema) => {
    const tree = treeOfServices(TWO);
    const text = '{\n  "version": 1,\n  "stacks": {\n    "python": { "a": ["A"] }\n  }\n}\n';
    tree.write(LAYER_GROUPS_FILE, text);
    await expect(groupWithoutIndex(tree, schema)).rejects.toThrow(
      /^shared-layers\.json:4: `A` should be written `a`\n/,
    );
    expect(textOf(tree, LAYER_GROUPS_FILE)).toBe(text);
  },
);

test('where nx.json turns it off, the sync generator does nothing and the generator says why', async () => {
  const tree = treeOfServices(TWO);
  const options = { namespace: 'acme', sharedLayers: false };
  writeJson(tree, 'nx.json', { plugins: [{ plugin: 'nx-slipway', options }] });
  expect(await groupWithoutIndex(tree)).toBeUndefined();
  await expect(groupWithoutIndex(tree, {})).rejects.toThrow(
    /shared layers are turned off in nx\.json/,
  );
  expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
});
