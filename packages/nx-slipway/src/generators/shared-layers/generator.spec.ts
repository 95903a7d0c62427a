import { logger, readJson, type Tree, writeJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contentsOf, textOf } from '../../../test-support/generator-tree';
import type { LockPackage } from '../../../test-support/uv-lock-text';
import { uvWorkspaceFiles } from '../../../test-support/uv-workspace-files';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';
import sharedLayersGenerator from './generator';
import type { SharedLayersSchema } from './schema';

type Services = Readonly<Record<string, readonly string[]>>;

const BIG: readonly LockPackage[] = ['a', 'b'].map((name) => ({ name, size: 9_000_000 }));
function filesOf(services: Services, packages = BIG) {
  return uvWorkspaceFiles(
    Object.entries(services).map(([name, needs]) => ({ name, packages: needs })),
    packages,
  );
}

/** A workspace of services and what they need. */
function workspace(services: Services, packages = BIG): Tree {
  const tree = createTreeWithEmptyWorkspace();
  write(tree, services, packages);
  return tree;
}

function write(tree: Tree, services: Services, packages = BIG): void {
  for (const [file, text] of Object.entries(filesOf(services, packages))) tree.write(file, text);
}

function layerGroups(groups: Readonly<Record<string, readonly string[]>>, more: object = {}) {
  return { version: 1, stacks: { python: groups }, ...more } as const;
}

function read(tree: Tree): unknown {
  return readJson(tree, LAYER_GROUPS_FILE);
}

const two: Services = { api: ['a', 'b', 'own'], worker: ['a', 'b'] };

beforeEach(() => {
  vi.spyOn(logger, 'info').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

function printed(): string {
  return vi.mocked(logger.info).mock.calls.flat().join('\n');
}

describe('as a generator', () => {
  test('groups what services share, and says what they come to', async () => {
    const tree = workspace(two);
    expect(await sharedLayersGenerator(tree, {})).toEqual(expect.any(Function));
    expect(read(tree)).toEqual(layerGroups({ a: ['a', 'b'] }));
    expect(printed()).toMatch(/^ *image +packages +shared layers/);
    expect(printed()).toContain('third-party packages of 2 images: 19.1 MB in a registry');
  });

  test('run twice there is no difference', async () => {
    const tree = workspace(two);
    await sharedLayersGenerator(tree, { maxLayers: 3, together: ['x', 'y'] });
    const first = contentsOf(tree);
    await sharedLayersGenerator(tree, {});
    await sharedLayersGenerator(tree, { maxLayers: 3, together: ['y', 'x'] });
    expect(contentsOf(tree)).toEqual(first);
  });

  test('groups anew whatever there is, worth it or not', async () => {
    const tree = workspace(two);
    writeJson(tree, LAYER_GROUPS_FILE, layerGroups({ a: ['a'], gone: ['gone'] }));
    await sharedLayersGenerator(tree, {});
    expect(read(tree)).toEqual(layerGroups({ a: ['a', 'b'] }));
  });

  test('writes nothing where nobody shares', async () => {
    const tree = workspace({ api: ['a'], worker: ['b'] });
    await sharedLayersGenerator(tree, {});
    expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
  });
});

describe('as a sync generator', () => {
  test('it groups where there is no file and two services share', async () => {
    const tree = workspace(two);
    expect(await sharedLayersGenerator(tree)).toEqual({
      outOfSyncMessage:
        'With these groups, the third-party packages of all images take 19.1 MB instead of 37.1 MB.',
      outOfSyncDetails: [LAYER_GROUPS_FILE],
    });
    expect(read(tree)).toEqual(layerGroups({ a: ['a', 'b'] }));
    expect(await sharedLayersGenerator(tree)).toBeUndefined();
    expect(printed()).toBe('');
  });

  test.each<[string, Services]>([
    ['one service', { api: ['a', 'b'] }],
    ['nothing in common', { api: ['a'], worker: ['b'] }],
    ['no packages', { api: [], worker: [] }],
  ])('it writes nothing with %s', async (_, services) => {
    const tree = workspace(services);
    expect(await sharedLayersGenerator(tree)).toBeUndefined();
    expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
  });

  test('a large package gets a layer of its own, also of one service', async () => {
    const large = [{ name: 'a', size: 70_000_000 }];
    const tree = workspace({ api: ['a', 'b'] }, large);
    expect(await sharedLayersGenerator(tree)).toEqual({
      outOfSyncMessage:
        'a gets a layer of its own, so that a new version of another package does not move it.',
      outOfSyncDetails: [LAYER_GROUPS_FILE],
    });
    expect(read(tree)).toEqual(layerGroups({ a: ['a'] }));
    expect(await sharedLayersGenerator(tree)).toBeUndefined();
  });

  test('a file that other groups would save little over stays as it is', async () => {
    const tree = workspace(two);
    const text = JSON.stringify(layerGroups({ web: ['b', 'a'] }));
    tree.write(LAYER_GROUPS_FILE, text);
    expect(await sharedLayersGenerator(tree)).toBeUndefined();
    expect(textOf(tree, LAYER_GROUPS_FILE)).toBe(text);
  });

  test('packages that are in no group get one beside those there are', async () => {
    const tree = workspace(two);
    writeJson(tree, LAYER_GROUPS_FILE, layerGroups({ a: ['a'] }));
    expect(await sharedLayersGenerator(tree)).toEqual({
      outOfSyncMessage:
        'With these groups, the third-party packages of all images take 19.1 MB instead of 28.1 MB.',
      outOfSyncDetails: [LAYER_GROUPS_FILE],
    });
    expect(read(tree)).toEqual(layerGroups({ a: ['a'], b: ['b'] }));
  });

  test('a service that gains or drops a package is no reason to group anew', async () => {
    const tree = workspace(two);
    await sharedLayersGenerator(tree);
    const text = textOf(tree, LAYER_GROUPS_FILE);
    for (const api of [
      ['a', 'b', 'own', 'new'],
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]) {
      write(tree, { ...two, api });
      expect(await sharedLayersGenerator(tree)).toBeUndefined();
    }
    expect(textOf(tree, LAYER_GROUPS_FILE)).toBe(text);
  });
});

describe('a lock that cannot be read', () => {
  const broken = (): Tree => {
    const tree = workspace(two);
    tree.write('uv.lock', `${textOf(tree, 'uv.lock')}\n[[broken\n`);
    return tree;
  };

  test('is said, and nothing is grouped without it', async () => {
    const tree = broken();
    await expect(sharedLayersGenerator(tree, {})).rejects.toThrow(/^uv\.lock:\d+/);
    expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
  });

  test('leaves the groups there are to nx sync as they are', async () => {
    const tree = broken();
    writeJson(tree, LAYER_GROUPS_FILE, layerGroups({ a: ['a'] }));
    expect(await sharedLayersGenerator(tree)).toBeUndefined();
    expect(read(tree)).toEqual(layerGroups({ a: ['a'] }));
  });
});

describe('what the user decides', () => {
  test('is kept from the first run on', async () => {
    const tree = workspace({
      api: ['a', 'b', 'c'],
      web: ['a', 'b', 'c'],
      worker: ['c'],
      cron: ['c'],
    });
    await sharedLayersGenerator(tree, { maxLayers: 1, together: ['B', ' a '] });
    const expected = layerGroups({ a: ['a', 'b', 'c'] }, { maxLayers: 1, together: [['a', 'b']] });
    expect(read(tree)).toEqual(expected);
    await sharedLayersGenerator(tree, {});
    expect(read(tree)).toEqual(expected);
    await sharedLayersGenerator(tree, { maxLayers: 9 });
    expect(read(tree)).toEqual(
      layerGroups({ a: ['a', 'b'], c: ['c'] }, { maxLayers: 9, together: [['a', 'b']] }),
    );
  });

  test('is also when a package is large, and how large a layer is', async () => {
    const tree = workspace(two);
    const bounds = { largePackageMegabytes: 8, maxLayerMegabytes: 500 };
    await sharedLayersGenerator(tree, bounds);
    expect(read(tree)).toEqual(layerGroups({ a: ['a'], b: ['b'] }, bounds));
    await sharedLayersGenerator(tree, {});
    expect(read(tree)).toEqual(layerGroups({ a: ['a'], b: ['b'] }, bounds));
  });

  test('is kept by the sync generator', async () => {
    const tree = workspace(two);
    const more = { maxLayers: 2, together: [['b', 'a']] };
    writeJson(tree, LAYER_GROUPS_FILE, layerGroups({}, more));
    expect(await sharedLayersGenerator(tree)).toBeDefined();
    expect(read(tree)).toEqual(layerGroups({ a: ['a', 'b'] }, more));
  });

  test('sets with a package in common become one', async () => {
    const tree = workspace(two);
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
    await sharedLayersGenerator(tree, { together: ['y', 'z'] });
    expect(read(tree)).toMatchObject({
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
    const tree = workspace(two);
    await expect(sharedLayersGenerator(tree, schema)).rejects.toThrow(message);
    expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
  });
});

test.each([undefined, {}])(
  'a file that is broken is said to be, and left alone: %j',
  async (schema) => {
    const tree = workspace(two);
    const text = '{\n  "version": 1,\n  "stacks": {\n    "python": { "a": ["A"] }\n  }\n}\n';
    tree.write(LAYER_GROUPS_FILE, text);
    await expect(sharedLayersGenerator(tree, schema)).rejects.toThrow(
      /^shared-layers\.json:4: `A` should be written `a`\n/,
    );
    expect(textOf(tree, LAYER_GROUPS_FILE)).toBe(text);
  },
);

test('where nx.json turns it off, the sync generator does nothing and the generator says why', async () => {
  const tree = workspace(two);
  const options = { namespace: 'acme', sharedLayers: false };
  writeJson(tree, 'nx.json', { plugins: [{ plugin: 'nx-slipway', options }] });
  expect(await sharedLayersGenerator(tree)).toBeUndefined();
  await expect(sharedLayersGenerator(tree, {})).rejects.toThrow(
    /shared layers are turned off in nx\.json/,
  );
  expect(tree.exists(LAYER_GROUPS_FILE)).toBe(false);
});
