import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { groupLayers } from '../test-support/group-layers';
import {
  type AllowedDifference,
  compareTrees,
  type ImageTree,
  imageTree,
  notAllowed,
  type TreeDifference,
} from '../test-support/image-tree';
import {
  type BuildReport,
  call,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import {
  rootFiles,
  type ServiceSpec,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-installers-${randomBytes(3).toString('hex')}`;
const BUILDER = 'images/python/builder-requirements.txt';

const SERVICES: readonly ServiceSpec[] = [
  { name: 'gate', installer: 'uv', packages: ['pydantic', 'idna', 'toolz'] },
  { name: 'orders', installer: 'poetry', packages: ['fastapi', 'docopt'] },
  { name: 'stock', installer: 'poetry', packages: ['pydantic', 'zipp'] },
  { name: 'legacy', installer: 'poetry', packages: ['pydantic<2.14'] },
  { name: 'mail', installer: 'pip', packages: ['markdown', 'sqlalchemy<2.1', 'docopt', 'six'] },
  { name: 'news', installer: 'pip', packages: ['markdown', 'sqlalchemy<2.1', 'docopt'] },
  { name: 'archive', installer: 'pip', packages: ['markdown<3.8', 'sqlalchemy<2.1', 'docopt'] },
];
const GROUPS = {
  idna: ['idna'],
  markdown: ['docopt', 'markdown'],
  pydantic: [
    ...['annotated-types', 'pydantic', 'pydantic-core', 'typing-extensions', 'typing-inspection'],
  ],
  sqlalchemy: ['greenlet', 'sqlalchemy'],
};

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
const names = SERVICES.map(({ name }) => name);
const COMPARED = ['orders', 'mail'];

let workspace: RealWorkspace;
let shared: BuildReport;
const plainTrees = new Map<string, ImageTree>();

async function lockAll({ root }: RealWorkspace): Promise<void> {
  const options = ['--quiet', '--universal', '--generate-hashes'];
  for (const { name, installer } of SERVICES) {
    const dir = join(root, 'services', name);
    if (installer === 'poetry') await call('poetry', ['lock', '--no-interaction', '--quiet'], dir);
    if (installer === 'pip') {
      const output = '--output-file=requirements.txt';
      await call('uv', ['pip', 'compile', ...options, output, 'pyproject.toml'], dir);
    }
  }
}

beforeAll(async () => {
  const stacks = (['uv', 'poetry', 'pip'] as const).map((installer) =>
    stackFiles(NAMESPACE, { installer }),
  );
  const builder = stacks.flatMap((files) => (files[BUILDER] ?? '').split('\n'));
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stacks[0],
    [BUILDER]: `${[...new Set(builder)].join('\n')}\n`,
    ...Object.assign({}, ...SERVICES.map((each) => serviceFiles(each, NAMESPACE))),
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/gate"]\n',
  });
  await lockAll(workspace);
  const plain = await workspace.build(['python', ...COMPARED]);
  expect(plain.failed).toEqual({});
  for (const name of COMPARED) plainTrees.set(name, await imageTree(`${NAMESPACE}/${name}`));
  const layerGroups = { version: 1, stacks: { python: GROUPS } };
  workspace.write({ [LAYER_GROUPS_FILE]: JSON.stringify(layerGroups) });
  shared = await workspace.build(['python', ...names]);
  expect(shared.failed).toEqual({});
});

afterAll(() => workspace?.dispose());

/** Versions of packages in an image by their names in small letters, as it says itself. */
async function versions(name: string): Promise<Readonly<Record<string, string>>> {
  const script =
    'import importlib.metadata as m, json; print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))';
  const text = await call('docker', [
    'run',
    '--rm',
    `${NAMESPACE}/${name}`,
    'python',
    '-c',
    script,
  ]);
  return JSON.parse(text) as Readonly<Record<string, string>>;
}

describe.each(COMPARED)('%s', (name) => {
  test('has the files of an image that its own installer makes alone, but for what is listed', async () => {
    const [plain, tree] = [plainTrees.get(name), await imageTree(`${NAMESPACE}/${name}`)];
    if (!plain) throw new Error(`${name} was not built`);
    expect(notAllowed(compareTrees(plain, tree), ALLOWED)).toEqual([]);
    expect([plain.stale, tree.stale]).toEqual([[], []]);
  });
});

test('nothing is listed that does not differ', async () => {
  const differences: TreeDifference[] = [];
  for (const [name, plain] of plainTrees) {
    differences.push(...compareTrees(plain, await imageTree(`${NAMESPACE}/${name}`)));
  }
  const unused = ALLOWED.filter(
    (each) => notAllowed(differences, [each]).length === differences.length,
  );
  expect(unused).toEqual([]);
});

test('scripts of shared layers run, whoever installed the rest', async () => {
  const run = (name: string, ...command: readonly string[]) =>
    call('docker', ['run', '--rm', '--read-only', `${NAMESPACE}/${name}`, ...command]);
  expect(await run('orders', 'sh', '-c', 'command -v idna && idna --version')).toContain(
    '/venv/bin/idna',
  );
  expect(await run('mail', 'markdown_py', '--version')).toMatch(/markdown/i);
});

test('images share the layers of packages that their locks agree on, whoever wrote the locks', async () => {
  const targets = shared.bakeFiles.flatMap((file) => Object.keys(JSON.parse(file).target));
  expect(targets.filter((each) => each.startsWith('packages'))).toHaveLength(6);
  const holders = {
    idna: ['gate', 'orders'],
    markdown: ['archive', 'mail', 'news'],
    pydantic: ['gate', 'legacy', 'orders', 'stock'],
    sqlalchemy: ['archive', 'mail', 'news'],
  };
  expect(await groupLayers(NAMESPACE, holders)).toEqual({
    idna: [['gate', 'orders']],
    markdown: [['archive'], ['mail', 'news']],
    pydantic: [['gate', 'orders', 'stock'], ['legacy']],
    sqlalchemy: [['archive', 'mail', 'news']],
  });
});

test('each has the versions of its own lock', async () => {
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const name of names) found.set(name, await versions(name));
  const version = (image: string, name: string): string => found.get(image)?.[name] ?? 'none';
  expect(version('stock', 'pydantic')).toBe(version('orders', 'pydantic'));
  expect(version('legacy', 'pydantic')).toMatch(/^2\.1[0-3]\./);
  expect(version('stock', 'pydantic')).not.toMatch(/^2\.1[0-3]\./);
  expect(version('news', 'markdown')).toBe(version('mail', 'markdown'));
  expect(version('archive', 'markdown')).toBe('3.7');
  const own = [version('orders', 'fastapi'), version('mail', 'six'), version('gate', 'toolz')];
  expect(own).not.toContain('none');
  expect(version('news', 'six')).toBe('none');
});
