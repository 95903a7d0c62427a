import { createHash } from 'node:crypto';
import type { ProjectGraph, Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';
import { treeWith } from '../../test-support/generator-tree';
import type { Files } from '../../test-support/workspace-files';
import { poetryContent } from '../python/poetry/poetry-content';
import { parseTomlText } from '../workspace/files/read-toml';
import { PythonVersionActions } from './python-version-actions';

function project(name: string, version = '1.2.0', more = '') {
  return `# ${name}\n[project]\nname = "${name}"\nversion = "${version}" # by nx release\n${more}`;
}

function uvLock(versions: Readonly<Record<string, string>>) {
  return Object.entries(versions)
    .map(([dir, version]) => {
      const name = dir.split('/')[1];
      return `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { editable = "${dir}" }\n`;
    })
    .join('\n');
}

function treeOf(files: Files): Tree {
  const tree = treeWith(files);
  return tree;
}

/** What Nx hands to version actions, as far as they look at it. */
async function actionsOf(
  tree: Tree,
  dir: string,
  config: { readonly preserveMatchingDependencyRanges?: boolean } = {},
) {
  const name = dir.split('/')[1] ?? dir;
  const actions = new PythonVersionActions(
    { name: 'default' } as never,
    { name, type: 'lib', data: { root: dir } },
    { manifestRootsToUpdate: [], ...config } as never,
  );
  await actions.init(tree);
  return actions;
}

const graph = {
  nodes: {
    api: { name: 'api', type: 'app', data: { root: 'services/api' } },
    core: { name: 'core', type: 'lib', data: { root: 'libs/core' } },
    site: { name: 'site', type: 'app', data: { root: 'site' } },
  },
  dependencies: {},
} as ProjectGraph;

function text(tree: Tree, file: string) {
  return tree.read(file, 'utf8');
}

test('a version is written as PEP 440 has it, and into the locks that hold the project', async () => {
  const tree = treeOf({
    'libs/core/pyproject.toml': project('core'),
    'uv.lock': uvLock({ 'services/api': '1.2.0', 'libs/core': '1.2.0' }),
    'tools/uv.lock': uvLock({ 'services/api': '1.2.0' }),
  });
  const core = await actionsOf(tree, 'libs/core');
  expect(await core.updateProjectVersion(tree, '1.3.0-beta.0')).toEqual([
    '✍️  New version 1.3.0b0 written to manifest: libs/core/pyproject.toml',
    '✍️  New version 1.3.0b0 written to lock: uv.lock',
  ]);
  expect(text(tree, 'libs/core/pyproject.toml')).toBe(project('core', '1.3.0b0'));
  expect(text(tree, 'uv.lock')).toBe(uvLock({ 'services/api': '1.2.0', 'libs/core': '1.3.0b0' }));
  expect(await core.readCurrentVersionFromSourceManifest(tree)).toEqual({
    currentVersion: '1.3.0-beta.0',
    manifestPath: 'libs/core/pyproject.toml',
  });
});

test('[tool.poetry] version as well, in a file of old comments', async () => {
  const tree = createTreeWithEmptyWorkspace();
  const latin = (version: string) =>
    Buffer.from(`# caf\xe9\n[tool.poetry]\nname = "mail"\nversion = '${version}'\n`, 'latin1');
  tree.write('services/mail/pyproject.toml', latin('0.1.0'));
  const mail = await actionsOf(tree, 'services/mail');
  expect((await mail.readCurrentVersionFromSourceManifest(tree)).currentVersion).toBe('0.1.0');
  await mail.updateProjectVersion(tree, '0.2.0');
  expect(tree.read('services/mail/pyproject.toml')).toEqual(latin('0.2.0'));
});

test.each([
  ['1.2.0', 'prerelease', 'rc', '1.2.1-rc.0'],
  ['1.2.0', '1.3.0rc1', '', '1.3.0-rc.1'],
  ['1.2.0', '1.3.0-rc.1', '', '1.3.0-rc.1'],
  ['1.2.0', 'minor', '', '1.3.0'],
])('after %s, %s is a version in words of either', async (current, input, preid, expected) => {
  const core = await actionsOf(
    treeOf({ 'libs/core/pyproject.toml': project('core') }),
    'libs/core',
  );
  const { newVersion } = await core.calculateNewVersion(
    ...([current, input, 'USER_SPECIFIER', {}, preid] as const),
  );
  expect(newVersion).toBe(expected);
});

test.each([
  ['1.2.1-0', 'Name the pre-release alpha, beta, rc or dev: nx release prerelease --preid=rc'],
  ['1.2.1-a.0', 'Write 1.2.1-alpha.0 instead'],
])('%s is refused before anything is written', async (version, next) => {
  const tree = treeOf({ 'libs/core/pyproject.toml': project('core') });
  const core = await actionsOf(tree, 'libs/core');
  await expect(core.updateProjectVersion(tree, version)).rejects.toThrow(next);
  expect(text(tree, 'libs/core/pyproject.toml')).toBe(project('core'));
});

test.each([
  [
    '[project]\nname = "core"\nversion = "1.2.0.post1"\n',
    'libs/core/pyproject.toml:3:1: the version `1.2.0.post1` is not a semver version, which nx release needs\n  Write `version = "1.2.0"`; nx release continues from there.',
  ],
  [
    '[project]\nname = "core"\ndynamic = ["version"]\n\n[tool.hatch.version]\npath = "core/about.py"\n',
    'libs/core/pyproject.toml:5:1: the version of core is dynamic: `tool.hatch.version` reads it from another place, which nx release cannot write',
  ],
  ['[project]\nname = "core"\n', 'libs/core/pyproject.toml:2:1: this project has no version'],
])('a version that is none to count on from: %j', async (manifest, said) => {
  const tree = treeOf({ 'libs/core/pyproject.toml': manifest });
  const core = await actionsOf(tree, 'libs/core');
  await expect(core.readCurrentVersionFromSourceManifest(tree)).rejects.toThrow(said);
});

const fromGit =
  '[project]\nname = "core"\ndynamic = ["version"]\n[build-system]\nrequires = ["hatchling", "hatch-vcs"]\n';

test.each([
  ['whose version comes from git', { 'libs/core/pyproject.toml': fromGit }],
  ['without a pyproject', { 'libs/core/Dockerfile': 'FROM scratch\n' }],
])('a project %s has nothing to be written', async (_, files) => {
  const tree = treeOf(files);
  const core = await actionsOf(tree, 'libs/core');
  await core.validate(tree);
  expect(core.validManifestFilenames).toBeNull();
  expect(await core.updateProjectVersion(tree, '1.3.0')).toEqual([
    '🏷️  1.3.0 is written nowhere: the version comes from the git tag',
  ]);
  expect(text(tree, 'libs/core/pyproject.toml')).toBe(
    Object(files)['libs/core/pyproject.toml'] ?? null,
  );
});

function api(pin: string, group: string) {
  return project(
    'api',
    '0.1.0',
    `dependencies = [\n  "fastapi==1.2.0",\n  "Core[http]${pin} ; os_name == \\"posix\\"", # ours\n]\n\n[dependency-groups]\ndev = ["core${group}"]\n\n[tool.uv.sources]\ncore = { workspace = true }\n`,
  );
}

test('what a project asks of another one follows, and nothing else changes', async () => {
  const tree = treeOf({
    'services/api/pyproject.toml': api('==1.2.0', '>=1.2'),
    'libs/core/pyproject.toml': project('core'),
  });
  const actions = await actionsOf(tree, 'services/api');
  expect(await actions.readCurrentVersionOfDependency(tree, graph, 'core')).toEqual({
    currentVersion: '==1.2.0',
    dependencyCollection: 'dependencies',
  });
  // Nx puts npm's operator before the version.
  expect(await actions.updateProjectDependencies(tree, graph, { core: '=1.3.0-rc.1' })).toEqual([
    '✍️  Updated 1 dependency in manifest: services/api/pyproject.toml',
  ]);
  expect(text(tree, 'services/api/pyproject.toml')).toBe(api('==1.3.0rc1', '>=1.2'));

  const moving = await actionsOf(tree, 'services/api', { preserveMatchingDependencyRanges: false });
  await moving.updateProjectDependencies(tree, graph, { core: '1.4.0' });
  expect(text(tree, 'services/api/pyproject.toml')).toBe(api('==1.4.0', '>=1.4.0'));
});

test('a range that the new version is not in is said with its line, and nothing is written', async () => {
  const before = api('==1.2.0', '>=1.2,<2');
  const tree = treeOf({
    'services/api/pyproject.toml': before,
    'libs/core/pyproject.toml': project('core'),
  });
  const actions = await actionsOf(tree, 'services/api');
  await expect(actions.updateProjectDependencies(tree, graph, { core: '2.0.0' })).rejects.toThrow(
    'services/api/pyproject.toml:11:8: `core>=1.2,<2` excludes 2.0.0, the version to be released\n  Widen the range.',
  );
  expect(text(tree, 'services/api/pyproject.toml')).toBe(before);
});

test('a range that would hold it if it followed is said so', async () => {
  const tree = treeOf({
    'services/api/pyproject.toml': api('~=1.2.0', ''),
    'libs/core/pyproject.toml': project('core'),
  });
  const actions = await actionsOf(tree, 'services/api');
  await expect(actions.updateProjectDependencies(tree, graph, { core: '1.3.0' })).rejects.toThrow(
    'Widen the range, or let nx release update it: "preserveMatchingDependencyRanges": false',
  );
});

test.each([
  ['no version of the other is asked for', api('', ''), 'core'],
  ['the other is none of Python', api('==1.2.0', ''), 'site'],
])('nothing follows where %s', async (_, before, dependency) => {
  const tree = treeOf({
    'services/api/pyproject.toml': before,
    'libs/core/pyproject.toml': project('core'),
    'site/package.json': '{}',
  });
  const actions = await actionsOf(tree, 'services/api');
  expect(await actions.readCurrentVersionOfDependency(tree, graph, dependency)).toEqual({
    currentVersion: null,
    dependencyCollection: null,
  });
  expect(await actions.updateProjectDependencies(tree, graph, { [dependency]: '2.0.0' })).toEqual(
    [],
  );
  expect(text(tree, 'services/api/pyproject.toml')).toBe(before);
});

test('a poetry.lock that fitted its pyproject fits it after a pin has followed', async () => {
  const mail = (pin: string) =>
    `[tool.poetry]\nname = "api"\nversion = "0.1.0"\n[tool.poetry.dependencies]\ncore = "${pin}"\n`;
  const lock = (pyproject: string) => {
    const toml = parseTomlText(pyproject, '');
    const content = 'value' in toml ? poetryContent(toml.value) : '';
    return `[metadata]\ncontent-hash = "${createHash('sha256').update(content).digest('hex')}"\n`;
  };
  const tree = treeOf({
    'services/api/pyproject.toml': mail('1.2.0'),
    'services/api/poetry.lock': lock(mail('1.2.0')),
    'libs/core/pyproject.toml': project('core'),
  });
  const actions = await actionsOf(tree, 'services/api');
  await actions.updateProjectDependencies(tree, graph, { core: '2.0.0' });
  expect(text(tree, 'services/api/pyproject.toml')).toBe(mail('2.0.0'));
  expect(text(tree, 'services/api/poetry.lock')).toBe(lock(mail('2.0.0')));
});
