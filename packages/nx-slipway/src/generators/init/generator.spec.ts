import { logger, readJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { describe, expect, test, vi } from 'vitest';
import { contentsOf } from '../../../test-support/generator-tree';
import generate from './generator';
import type { InitSchema } from './schema';

function treeWith(files: Record<string, unknown> = {}): Tree {
  const tree = createTreeWithEmptyWorkspace();
  for (const [file, content] of Object.entries(files)) {
    tree.write(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return tree;
}

function initGenerator(tree: Tree, schema: InitSchema) {
  return generate(tree, { skipFormat: true, ...schema });
}

test('the plugin is registered, and all else in nx.json stays', async () => {
  const nxJson = {
    plugins: ['@nx/vite/plugin', { plugin: '@nx/eslint/plugin', options: { targetName: 'lint' } }],
    targetDefaults: { build: { cache: true } },
    analytics: false,
  };
  const tree = treeWith({ 'nx.json': nxJson, 'package.json': { name: '@acme/shop' } });
  await initGenerator(tree, {});
  expect(readJson(tree, 'nx.json')).toEqual({
    ...nxJson,
    plugins: [...nxJson.plugins, { plugin: 'nx-slipway', options: { namespace: 'acme' } }],
    sync: { globalGenerators: ['nx-slipway:ignore-files', 'nx-slipway:shared-layers'] },
  });
  expect(readJson(tree, 'package.json').devDependencies).toEqual({
    'nx-slipway': expect.stringMatching(/^\d/),
  });
});

test.each([
  [{ name: '@acme/shop' }, 'acme'],
  [{ name: 'My Shop' }, 'my-shop'],
  [{}, 'virtual'],
])('the namespace of %j is %s', async (manifest, namespace) => {
  const tree = treeWith({ 'package.json': manifest });
  await initGenerator(tree, {});
  expect(readJson(tree, 'nx.json').plugins).toEqual([
    { plugin: 'nx-slipway', options: { namespace } },
  ]);
});

test('without nx.json one is made', async () => {
  const tree = treeWith();
  tree.delete('nx.json');
  await initGenerator(tree, { namespace: 'acme' });
  expect(readJson(tree, 'nx.json')).toEqual({
    plugins: [{ plugin: 'nx-slipway', options: { namespace: 'acme' } }],
    sync: { globalGenerators: ['nx-slipway:ignore-files', 'nx-slipway:shared-layers'] },
  });
});

test('comments, line ends and everything else in nx.json stay as they are', async () => {
  const before =
    '{\r\n  // ours\r\n  "plugins": ["@nx/vite/plugin"], /* all */\r\n  "x": 1\r\n}\r\n';
  const tree = treeWith({ 'nx.json': before });
  await initGenerator(tree, { namespace: 'acme' });
  const after = tree.read('nx.json', 'utf8') ?? '';
  for (const line of before.split('\r\n').filter((each) => !each.includes('plugins'))) {
    expect(after).toContain(line);
  }
  expect(after).toContain('/* all */');
  expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  const { namespace } = readJson(tree, 'nx.json').plugins[1].options;
  expect(namespace).toBe('acme');
});

test('bytes of .gitignore that are not UTF-8 stay', async () => {
  const tree = treeWith();
  tree.write('.gitignore', Buffer.from('# caf\xe9\n', 'latin1'));
  await initGenerator(tree, {});
  expect(tree.read('.gitignore')?.subarray(0, 7)).toEqual(Buffer.from('# caf\xe9\n', 'latin1'));
});

test('run twice there is no difference', async () => {
  const tree = treeWith();
  await initGenerator(tree, {});
  const first = contentsOf(tree);
  await initGenerator(tree, {});
  expect(contentsOf(tree)).toEqual(first);
});

test.each(['nx-slipway', { plugin: 'nx-slipway', options: { namespace: 'mine' } }])(
  'a registration that is there is kept: %j',
  async (entry) => {
    const tree = treeWith({ 'nx.json': { plugins: [entry] } });
    await initGenerator(tree, {});
    expect(readJson(tree, 'nx.json').plugins).toEqual([entry]);
  },
);

test.each([
  ['nx-slipway', { namespace: 'our' }],
  [{ plugin: 'nx-slipway', options: { namespace: 'a' } }, { namespace: 'our' }],
])('of %j the namespace is changed while no image has one', async (entry, options) => {
  const tree = treeWith({ 'nx.json': { plugins: [entry] } });
  await initGenerator(tree, { namespace: 'our' });
  expect(readJson(tree, 'nx.json').plugins[0]).toMatchObject({ plugin: 'nx-slipway', options });
  const dockerfile = 'FROM x AS base\nFROM base AS base-builder\n';
  tree.write('images/python/project.json', '{ "name": "python" }');
  tree.write('images/python/Dockerfile', dockerfile);
  await initGenerator(tree, { namespace: 'our' });
  await expect(initGenerator(tree, { namespace: 'mine' })).rejects.toThrow(
    /^nx\.json: the namespace is our, and Dockerfiles .*\n {2}Write "mine" here/,
  );
});

test('a version that is there is kept', async () => {
  const dependencies = { 'nx-slipway': 'file:../slipway' };
  const tree = treeWith({ 'package.json': { name: 'shop', dependencies } });
  await initGenerator(tree, {});
  expect(readJson(tree, 'package.json')).toEqual({ name: 'shop', dependencies });
});

test.each([
  ['dist\n.venv\n', 'dist\n.venv\n\n# Python\n__pycache__/\n'],
  ['dist', 'dist\n\n# Python\n.venv/\n'],
  ['dist\r\n', 'dist\r\n\r\n# Python\r\n.venv/\r\n'],
])('.gitignore gains what it lacks: %j', async (before, after) => {
  const tree = treeWith({ '.gitignore': before });
  await initGenerator(tree, {});
  expect(tree.read('.gitignore', 'utf8')?.startsWith(after)).toBe(true);
});

test.each([
  ['without a stack', undefined, 1],
  ['with a stack', 'FROM python AS base\nFROM base AS base-builder\n', 0],
])('%s the next steps are said so often', async (_, dockerfile, times) => {
  const stack = { 'images/python/Dockerfile': dockerfile, 'images/python/project.json': '{}' };
  const tree = treeWith(dockerfile === undefined ? {} : stack);
  const info = vi.spyOn(logger, 'info').mockReturnValue();
  try {
    const finish = await initGenerator(tree, { devTargets: true, skipPackageJson: true });
    await finish();
    expect(info.mock.calls.flat().filter((each) => each.includes(':stack python'))).toHaveLength(
      times,
    );
  } finally {
    info.mockRestore();
  }
});

test('what is to be skipped is skipped', async () => {
  const tree = treeWith({ 'package.json': { name: 'shop' } });
  await initGenerator(tree, { skipPackageJson: true, skipGitignore: true });
  expect(tree.exists('.gitignore')).toBe(false);
  expect(readJson(tree, 'package.json')).toEqual({ name: 'shop' });
});

test('a namespace that no reference may begin with is refused, and nothing is written', async () => {
  const tree = treeWith();
  const before = contentsOf(tree);
  await expect(initGenerator(tree, { namespace: 'Acme Inc' })).rejects.toThrow(
    /invalid value "Acme Inc" for --namespace/,
  );
  expect(contentsOf(tree)).toEqual(before);
});

describe('--dev-targets', () => {
  const names = {
    ...{ testTargetName: 'test', lintTargetName: 'lint', lockTargetName: 'lock' },
    devTargetName: 'dev',
  };

  test('names the targets of a new registration', async () => {
    const tree = treeWith();
    await initGenerator(tree, { namespace: 'acme', devTargets: true });
    expect(readJson(tree, 'nx.json').plugins).toEqual([
      { plugin: 'nx-slipway', options: { namespace: 'acme', ...names } },
    ]);
  });

  test('adds the names that one lacks, once, and moves nothing else', async () => {
    const before =
      '{\n  "plugins": [\n    "x",\n    { "plugin": "nx-slipway", "options": { "testTargetName": "pytest" } } // ours\n  ]\n}\n';
    const tree = treeWith({ 'nx.json': before });
    await initGenerator(tree, { devTargets: true });
    const after = tree.read('nx.json', 'utf8') ?? '';
    expect(readJson(tree, 'nx.json').plugins[1].options).toEqual({
      ...names,
      testTargetName: 'pytest',
    });
    const added =
      /,\n {6}"lintTargetName": "lint",\n {6}"lockTargetName": "lock",\n {6}"devTargetName": "dev"\n {4}/;
    expect(after.replace(added, ' ')).toBe(before);
    await initGenerator(tree, { devTargets: true });
    expect(tree.read('nx.json', 'utf8')).toBe(after);
  });

  test('an entry that is a name alone gains options', async () => {
    const tree = treeWith({ 'nx.json': { plugins: ['nx-slipway'] } });
    await initGenerator(tree, { devTargets: true });
    expect(readJson(tree, 'nx.json').plugins).toEqual([{ plugin: 'nx-slipway', options: names }]);
  });
});

describe('--release', () => {
  const versionActions = 'nx-slipway/release/version-actions';
  const project = (name: string) => `[project]\nname = "${name}"\nversion = "1"\n`;
  const workspace = (nxJson: object = {}) =>
    treeWith({
      'nx.json': nxJson,
      'libs/core/pyproject.toml': project('core'),
      'services/api/pyproject.toml': project('api'),
      'services/worker/pyproject.toml': project('worker'),
      'docs/pyproject.toml': project('docs'),
    });

  test('configures releases of the Python projects, once', async () => {
    const tree = workspace();
    await initGenerator(tree, { release: true });
    const first = contentsOf(tree);
    expect(readJson(tree, 'nx.json').release).toEqual({
      projects: ['docs', 'libs/*', 'services/*'],
      projectsRelationship: 'independent',
      version: { versionActions },
    });
    await initGenerator(tree, { release: true });
    expect(contentsOf(tree)).toEqual(first);
  });

  test('where there are no projects yet, those of the usual folders', async () => {
    const tree = treeWith();
    await initGenerator(tree, { release: true });
    expect(readJson(tree, 'nx.json').release.projects).toEqual(['libs/*', 'services/*']);
  });

  test.each([
    { projects: ['site'] },
    { groups: { python: { projects: ['api'], version: { versionActions } } } },
  ])('leaves what is configured as it is: %j', async (release) => {
    const tree = workspace({ release });
    await initGenerator(tree, { release: true });
    expect(readJson(tree, 'nx.json').release).toEqual(release);
  });

  test('without it nothing is said of releases', async () => {
    const tree = workspace();
    await initGenerator(tree, {});
    expect(readJson(tree, 'nx.json').release).toBeUndefined();
  });
});
