import { logger, writeJson } from '@nx/devkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { groupWithoutIndex } from '../../../test-support/group-without-index';
import {
  layerGroups,
  readLayerGroups,
  TWO,
  treeOfServices,
} from '../../../test-support/services-that-share';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';
import type { SharedLayersSchema } from './schema';

beforeEach(() => {
  vi.spyOn(logger, 'info').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

describe('what the user decides', () => {
  test('is kept from the first run on', async () => {
    const tree = treeOfServices({
      api: ['a', 'b', 'c'],
      web: ['a', 'b', 'c'],
      worker: ['c'],
      cron: ['c'],
    });
    await groupWithoutIndex(tree, { maxLayers: 1, together: ['B', ' a '] });
    const expected = layerGroups({ a: ['a', 'b', 'c'] }, { maxLayers: 1, together: [['a', 'b']] });
    expect(readLayerGroups(tree)).toEqual(expected);
    await groupWithoutIndex(tree, {});
    expect(readLayerGroups(tree)).toEqual(expected);
    await groupWithoutIndex(tree, { maxLayers: 9 });
    expect(readLayerGroups(tree)).toEqual(
      layerGroups({ a: ['a', 'b'], c: ['c'] }, { maxLayers: 9, together: [['a', 'b']] }),
    );
  });

  test('is also when a package is large, and how large a layer is', async () => {
    const tree = treeOfServices(TWO);
    const bounds = { largePackageMegabytes: 8, maxLayerMegabytes: 500 };
    await groupWithoutIndex(tree, bounds);
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a'], b: ['b'] }, bounds));
    await groupWithoutIndex(tree, {});
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a'], b: ['b'] }, bounds));
  });

  test('is kept by the sync generator', async () => {
    const tree = treeOfServices(TWO);
    const more = { maxLayers: 2, together: [['b', 'a']] };
    writeJson(tree, LAYER_GROUPS_FILE, layerGroups({}, more));
    expect(await groupWithoutIndex(tree)).toBeDefined();
    expect(readLayerGroups(tree)).toEqual(layerGroups({ a: ['a', 'b'] }, more));
  });

  test('sets with a package in common become one', async () => {
    const tree = treeOfServices(TWO);
    writeJson(
      tree,
      LAYER_GROUPS_FILE,
      layerGroups(
        {},
        {
          together: [
            ['x', 'y'],
            ['p', 'q'],
          ],
        },
      ),
    );
    await groupWithoutIndex(tree, { together: ['y', 'z'] });
    expect(readLayerGroups(tree)).toMatchObject({
      together: [
        ['p', 'q'],
        ['x', 'y', 'z'],
      ],
    });
  });

  test.each<[SharedLayersSchema, string]>([
    [{ maxLayers: 0 }, 'invalid value "0" for --maxLayers'],
    [{ maxLayers: 2.5 }, 'invalid value "2.5" for --maxLayers'],
    [{ maxLayers: 101 }, 'invalid value "101" for --maxLayers'],
    [{ largePackageMegabytes: 0 }, 'invalid value "0" for --largePackageMegabytes'],
    [{ maxLayerMegabytes: 0.5 }, 'invalid value "0.5" for --maxLayerMegabytes'],
    [{ together: ['six'] }, 'invalid value "six" for --together'],
    [{ together: ['six', 'Six'] }, 'invalid value "six,Six" for --together'],
    [{ together: ['six==1', 'idna'] }, 'invalid value "six==1,idna" for --together'],
  ])('that makes no sense is refused: %j', async (schema, message) => {
    const tree = treeOfServices(TWO);
    await expect(groupWithoutIndex(tree, schema)).rejects.toThrow(message);
    expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
  });
});
