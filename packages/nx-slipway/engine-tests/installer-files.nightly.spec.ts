import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AllowedDifference,
  compareTrees,
  type ImageTree,
  imageTree,
  notAllowed,
  type TreeDifference,
} from '../test-support/image-tree';
import {
  type InstallersWorkspace,
  makeInstallersWorkspace,
} from '../test-support/installers-workspace';

const DIST_INFO = '^/venv/lib/python3\\.13/site-packages/[^/]+\\.dist-info';
/** What remains where uv installs a shared layer, and another installer the image's own packages. */
const ALLOWED: readonly AllowedDifference[] = [
  {
    path: new RegExp(`${DIST_INFO}/INSTALLER$`),
    kinds: ['other'],
    why: 'the name of the installer, for people and for those who would uninstall',
  },
  {
    path: new RegExp(`${DIST_INFO}/REQUESTED$`),
    kinds: ['more'],
    why: 'an empty file; installers that remove what nobody asked for read it, and images have none',
  },
  {
    path: new RegExp(`${DIST_INFO}/uv_(build|cache)\\.json$`),
    kinds: ['more'],
    why: 'what uv would build a package anew by',
  },
  {
    path: new RegExp(`${DIST_INFO}/RECORD$`),
    kinds: ['other'],
    why: 'the list of the files above, of scripts, and with Poetry and pip of bytecode, for uninstalling',
  },
  {
    path: /^\/venv\/bin\/(idna|markdown_py)$/,
    kinds: ['other'],
    why: 'each installer has its own words for a script that calls the same entry point',
  },
  { path: /^\/venv\/\.lock$/, kinds: ['more'], why: 'an empty file that uv locks /venv with' },
];

/** One of Poetry and one of pip. */
const COMPARED = ['orders', 'mail'];

let workspace: InstallersWorkspace;
const plainTrees = new Map<string, ImageTree>();

beforeAll(async () => {
  workspace = await makeInstallersWorkspace();
  const plain = await workspace.build(['python', ...COMPARED]);
  expect(plain.failed).toEqual({});
  for (const name of COMPARED) plainTrees.set(name, await treeOf(name));
  workspace.share();
  const shared = await workspace.build(['python', ...COMPARED]);
  expect(shared.failed).toEqual({});
});

afterAll(() => workspace?.dispose());

function treeOf(name: string): Promise<ImageTree> {
  return imageTree(`${workspace.namespace}/${name}`);
}

describe.each(COMPARED)('%s', (name) => {
  test('has the files of an image that its own installer makes alone, but for what is listed', async () => {
    const [plain, tree] = [plainTrees.get(name), await treeOf(name)];
    if (!plain) throw new Error(`${name} was not built`);
    expect(notAllowed(compareTrees(plain, tree), ALLOWED)).toEqual([]);
    expect([plain.stale, tree.stale]).toEqual([[], []]);
  });
});

test('nothing is listed that does not differ', async () => {
  const differences: TreeDifference[] = [];
  for (const [name, plain] of plainTrees) {
    differences.push(...compareTrees(plain, await treeOf(name)));
  }
  const unused = ALLOWED.filter(
    (each) => notAllowed(differences, [each]).length === differences.length,
  );
  expect(unused).toEqual([]);
});
