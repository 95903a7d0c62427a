import { join } from 'node:path';
import { logger, readNxJson, type Tree, updateNxJson } from '@nx/devkit';
import { beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import ciGenerator from './generator';

const SNAPSHOTS = join(__dirname, '__snapshots__');

/** What docs/how-to/github-actions.md and gitlab.md set in nx.json. */
const OPTIONS = {
  namespace: 'acme',
  repositories: ['ghcr.io/acme/{{image}}'],
  cacheBackend: 'type=registry,ref=ghcr.io/acme/build-cache',
};

let tree: Tree;
beforeEach(async () => {
  tree = await stackTree({ 'package-lock.json': '{}' });
  configure(OPTIONS);
});

/** Sets the options of the plugin, and whatever else of nx.json. */
function configure(options: object, more: object = {}): void {
  updateNxJson(tree, {
    ...readNxJson(tree),
    plugins: [{ plugin: 'nx-slipway', options }],
    ...more,
  });
}

const RELEASE = { version: { versionActions: 'nx-slipway/release/version-actions' } };

/** What a run prints as warnings, and as information. */
async function saidBy(schema: Parameters<typeof ciGenerator>[1]) {
  const warn = vi.spyOn(logger, 'warn').mockImplementation(() => {});
  const info = vi.spyOn(logger, 'info').mockImplementation(() => {});
  try {
    const callback = await ciGenerator(tree, schema);
    await callback();
    return { notes: warn.mock.calls.flat().join('\n'), said: info.mock.calls.flat().join('\n') };
  } finally {
    warn.mockRestore();
    info.mockRestore();
  }
}

async function notesOf(schema: Parameters<typeof ciGenerator>[1]): Promise<string> {
  return (await saidBy(schema)).notes;
}

test('workflows of GitHub are those of the snapshots', async () => {
  configure(OPTIONS, { release: RELEASE });
  await ciGenerator(tree, { github: true });
  for (const name of ['images', 'release', 'upgrade-base']) {
    await expect(textOf(tree, `.github/workflows/${name}.yml`)).toMatchFileSnapshot(
      join(SNAPSHOTS, `github-${name}.yml`),
    );
  }
  expect(tree.exists('.gitlab-ci.yml')).toBe(false);
});

test('so is the pipeline of GitLab', async () => {
  configure({
    ...OPTIONS,
    repositories: ['registry.example/acme/shop/{{image}}'],
    cacheBackend: 'type=registry,ref=registry.example/acme/shop/build-cache',
  });
  await ciGenerator(tree, { gitlab: true });
  await expect(textOf(tree, '.gitlab/images.yml')).toMatchFileSnapshot(
    join(SNAPSHOTS, 'gitlab-images.yml'),
  );
  expect(textOf(tree, '.gitlab-ci.yml')).toBe('include:\n  - local: .gitlab/images.yml\n');
  expect(tree.exists('.github')).toBe(false);
});

test('everything that a workspace may have is in the other snapshots', async () => {
  tree.delete('package-lock.json');
  tree.write('pnpm-lock.yaml', '');
  tree.write('pyproject.toml', PYPROJECT);
  const options = {
    ...{ namespace: 'r.example:5000/acme', cacheBackend: 'gha' },
    ...{ testTargetName: 'test', lintTargetName: 'lint', buildTargetName: 'image' },
  };
  const release = { version: { ...RELEASE.version, conventionalCommits: true } };
  configure(options, { release, defaultBase: 'trunk' });
  await ciGenerator(tree, { github: true, gitlab: true });
  for (const name of ['images', 'release']) {
    await expect(textOf(tree, `.github/workflows/${name}.yml`)).toMatchFileSnapshot(
      join(SNAPSHOTS, `github-${name}-of-all.yml`),
    );
  }
  await expect(textOf(tree, '.gitlab/images.yml')).toMatchFileSnapshot(
    join(SNAPSHOTS, 'gitlab-images-of-all.yml'),
  );
});

const PYPROJECT = `
[[tool.uv.index]]
name = "acme"
url = "https://pypi.acme.example/simple"

[[tool.uv.index]]
name = "pytorch"
url = "https://download.pytorch.org/whl/cpu"

[tool.uv.workspace]
members = []
`;

test.each(['npm', 'pnpm', 'yarn', 'bun'])('%s: the files are YAML', async (name) => {
  const locks = {
    npm: 'package-lock.json',
    pnpm: 'pnpm-lock.yaml',
    yarn: 'yarn.lock',
    bun: 'bun.lock',
  };
  tree.delete('package-lock.json');
  tree.write(locks[name as keyof typeof locks], '');
  await ciGenerator(tree, { github: true, gitlab: true });
  const files = tree
    .listChanges()
    .flatMap(({ path }) => (/^\.git(hub|lab).*\.yml$/.test(path) ? [textOf(tree, path)] : []));
  expect(files).toHaveLength(4);
  for (const text of files) expect(parse(text)).toBeTypeOf('object');
});

test('the files are the user’s: a second run changes nothing, and says which were left', async () => {
  await ciGenerator(tree, { github: true });
  const before = contentsOf(tree);
  expect(await notesOf({ github: true })).not.toContain('this file exists');
  expect(contentsOf(tree)).toEqual(before);

  const file = '.github/workflows/images.yml';
  tree.write(file, 'name: mine\n');
  tree.write('.github/workflows/other.yml', 'name: other\n');
  expect(await notesOf({ github: true })).toMatch(
    /^\.github\/workflows\/images\.yml: this file was not changed\. [^\n]*\n {4}- name: mine\n[\s\S]*\n {2}Keep it as it is, or overwrite it with --force/,
  );
  expect(textOf(tree, file)).toBe('name: mine\n');
  await ciGenerator(tree, { github: true, force: true });
  expect(contentsOf(tree)).toEqual({ ...before, '.github/workflows/other.yml': 'name: other\n' });
});

test('another branch is written into files as they were generated, and the change is shown', async () => {
  await ciGenerator(tree, { github: true, gitlab: true });
  const before = contentsOf(tree);
  const { said } = await saidBy({ github: true, gitlab: true, branch: 'trunk' });
  expect(said).toContain(
    'Changes of .github/workflows/images.yml:\n    -     branches: [main]\n    +     branches: [trunk]',
  );
  expect(textOf(tree, '.gitlab/images.yml')).toContain('$CI_COMMIT_BRANCH == "trunk"\n');
  const trunk = contentsOf(tree);
  expect(trunk).not.toEqual(before);

  // What is not asked for stays.
  expect((await saidBy({ github: true, gitlab: true })).said).toContain(
    'Nothing to change: .github/workflows/images.yml, .github/workflows/upgrade-base.yml, .gitlab/images.yml have what these options make.',
  );
  expect(contentsOf(tree)).toEqual(trunk);
});

test('an edit stays beside what the options change, and one of the same line is refused', async () => {
  await ciGenerator(tree, { github: true });
  const file = '.github/workflows/images.yml';
  const edited = textOf(tree, file).replace('timeout-minutes: 60', 'timeout-minutes: 90');
  tree.write(file, edited);
  await ciGenerator(tree, { github: true, branch: 'trunk' });
  const merged = edited.replace('branches: [main]', 'branches: [trunk]');
  expect(textOf(tree, file)).toBe(merged);

  const own = merged.replace('branches: [trunk]', 'branches: [trunk, next]');
  tree.write(file, own);
  await expect(ciGenerator(tree, { github: true, branch: 'main' })).rejects.toThrow(
    /images\.yml:5: you have changed lines here that the options would change too/,
  );
  expect(textOf(tree, file)).toBe(own);
});

test('an existing .gitlab-ci.yml is left, and the line that it lacks is printed', async () => {
  tree.write('.gitlab-ci.yml', 'stages: [test]\n');
  expect(await notesOf({ gitlab: true, force: true })).toContain(
    'Add to its `include`: { local: .gitlab/images.yml }',
  );
  expect(textOf(tree, '.gitlab-ci.yml')).toBe('stages: [test]\n');
  expect(tree.exists('.gitlab/images.yml')).toBe(true);
  tree.write('.gitlab-ci.yml', 'include: { local: .gitlab/images.yml }\n');
  expect(await notesOf({ gitlab: true })).not.toContain('Add to its');
});

test.each<[string, object, string]>([
  ['no registry', { namespace: 'acme' }, 'images are pushed to Docker Hub as acme/<image>'],
  ['no cache', { namespace: 'r.example/acme' }, 'nx.json sets no cacheBackend'],
  ['a folder as cache', { cacheBackend: 'local' }, 'the next run may start without it'],
  ['the cache of GitHub', { cacheBackend: 'gha' }, 'on the runners of GitHub only'],
  ['a builder', { builder: 'fleet' }, 'the builder fleet, which the workflows do not create'],
  ['no releases', {}, 'no workflow for releases was written'],
])('%s is noted', async (_, options, note) => {
  configure(options);
  expect(await notesOf({ github: true, gitlab: true })).toContain(note);
});

test('nothing is said where nothing is missing', async () => {
  configure(OPTIONS, { release: RELEASE });
  expect(await notesOf({ github: true, gitlab: true })).toBe('');
});

test.each<[string, Parameters<typeof ciGenerator>[1], () => void, string]>([
  ['no system', {}, () => {}, 'the CI system is not set'],
  ['no lock', { github: true }, () => tree.delete('package-lock.json'), 'has no lock file of npm'],
  ['podman', { gitlab: true }, () => configure({ engine: 'podman' }), 'sets the engine podman'],
  ['a branch', { github: true, branch: 'a b' }, () => {}, 'invalid value "a b" for --branch'],
  [
    'a target',
    { github: true },
    () => configure({ pushTargetName: 'push; rm' }),
    'the name of the target "push; rm"',
  ],
])('refused, and nothing written: %s', async (_, schema, prepare, message) => {
  prepare();
  const before = contentsOf(tree);
  await expect(ciGenerator(tree, schema)).rejects.toThrow(message);
  expect(contentsOf(tree)).toEqual(before);
});
