import { expect, test } from 'vitest';
import { contentsOf, textOf, treeWith } from '../../../test-support/generator-tree';
import stackGenerator from './generator';

function member(backend: string, range = '>=3.11'): string {
  return `[project]\nname = "a"\nrequires-python = "${range}"\n\n[build-system]\nrequires = ["${backend}"]\n`;
}

test('a stack in an empty workspace', async () => {
  const tree = treeWith({});
  const before = Object.keys(contentsOf(tree));
  await stackGenerator(tree, { name: 'python' });
  expect(Object.keys(contentsOf(tree)).filter((file) => !before.includes(file))).toEqual([
    'images/python/project.json',
    'images/python/Dockerfile',
    'images/python/install-projects',
    'images/python/normalize-layer',
    'images/python/builder-requirements.txt',
    'images/python/Dockerfile.dockerignore',
  ]);
  expect(textOf(tree, 'images/python/project.json')).toBe('{\n  "name": "python"\n}\n');
  await expect(textOf(tree, 'images/python/Dockerfile')).toMatchFileSnapshot(
    '__snapshots__/python.Dockerfile',
  );
  await expect(textOf(tree, 'images/python/Dockerfile.dockerignore')).toMatchFileSnapshot(
    '__snapshots__/python.Dockerfile.dockerignore',
  );
});

test('every option shows in the Dockerfile', async () => {
  const tree = treeWith({ 'py/pyproject.toml': '[tool.uv.workspace]\nmembers = ["a"]\n' });
  await stackGenerator(tree, {
    name: 'legacy',
    directory: 'docker/legacy',
    python: '3.11',
    suite: 'bookworm',
    apt: ['libpq5', ' libxml2'],
    buildApt: ['libpq-dev'],
  });
  await expect(textOf(tree, 'docker/legacy/Dockerfile')).toMatchFileSnapshot(
    '__snapshots__/legacy.Dockerfile',
  );
});

test.each([
  [3.1, 'python:3.10-slim-trixie'],
  [3.13, 'python:3.13-slim-trixie'],
  ['3.12.4', 'python:3.12.4-slim-trixie'],
])('--python=%j means %s', async (python, reference) => {
  const tree = treeWith({});
  await stackGenerator(tree, { name: 'python', python });
  expect(textOf(tree, 'images/python/Dockerfile')).toContain(`FROM ${reference} AS base\n`);
});

test('the workspace’s projects decide the Python and the build backends', async () => {
  const tree = treeWith({ 'libs/a/pyproject.toml': member('setuptools>=70', '<3.13') });
  await stackGenerator(tree, { name: 'python' });
  expect(textOf(tree, 'images/python/Dockerfile')).toContain(
    'FROM python:3.12-slim-trixie AS base',
  );
  expect(textOf(tree, 'images/python/builder-requirements.txt')).toContain('setuptools==84.2.1\n');
});

test('run twice there is no difference', async () => {
  const tree = treeWith({});
  await stackGenerator(tree, { name: 'python' });
  const first = contentsOf(tree);
  await stackGenerator(tree, { name: 'python' });
  expect(contentsOf(tree)).toEqual(first);
});

test('a digest that was written since is no difference', async () => {
  const tree = treeWith({});
  await stackGenerator(tree, { name: 'python' });
  const pinned = textOf(tree, 'images/python/Dockerfile').replace(
    ' AS base\n',
    '@sha256:ab AS base\n',
  );
  tree.write('images/python/Dockerfile', pinned);
  await stackGenerator(tree, { name: 'python', force: true });
  expect(textOf(tree, 'images/python/Dockerfile')).toBe(pinned);
});

test('what the user changed stays, and --force takes all but project.json back', async () => {
  const tree = treeWith({});
  await stackGenerator(tree, { name: 'python' });
  const generated = contentsOf(tree);
  const edited = ['Dockerfile', 'install-projects', 'builder-requirements.txt', 'project.json'].map(
    (name) => `images/python/${name}`,
  );
  for (const file of edited) tree.write(file, '# mine\n');
  tree.write('images/python/project.json', '{ "name": "python", "tags": ["mine"] }\n');
  const mine = contentsOf(tree);
  await stackGenerator(tree, { name: 'python' });
  expect(contentsOf(tree)).toEqual(mine);
  await stackGenerator(tree, { name: 'python', force: true });
  const manifest = 'images/python/project.json';
  expect(contentsOf(tree)).toEqual({ ...generated, [manifest]: mine[manifest] });
});

test.each([
  [{ name: 'My Stack' }, /"My Stack" cannot be the name of a stack.*\n.*Name it my-stack/],
  [{ name: 'python', directory: '../x' }, /not the path of a folder below the workspace root/],
  [{ name: 'python', directory: 'services/api' }, /services\/api\/pyproject\.toml: a stack cannot/],
  [{ name: 'api' }, /the name api is already used by another project/],
  [{ name: 'python', directory: 'apps/web' }, /apps\/web is the folder of the project web/],
  [{ name: 'python', python: '3.9' }, /invalid value "3.9" for --python\n.*3\.10, 3\.11/],
  [{ name: 'python', python: '3.10' }, /services\/api\/pyproject\.toml:3:1: requires-python is/],
  [{ name: 'python', apt: ['libpq5; rm -rf /'] }, /invalid value "libpq5; rm -rf \/" for --apt/],
  [{ name: 'python', from: 'python:3.13-alpine' }, /python:3\.13-alpine is not a Debian image/],
])('%j is refused in prose, and nothing is written', async (options, message) => {
  const tree = treeWith({
    'services/api/pyproject.toml': '[project]\nname = "api"\nrequires-python = ">=3.11"\n',
    'apps/web/project.json': '{ "name": "web" }',
  });
  const before = contentsOf(tree);
  await expect(stackGenerator(tree, options)).rejects.toThrow(message);
  expect(contentsOf(tree)).toEqual(before);
});

test('a second stack may have a Python that projects of the first one exclude', async () => {
  const tree = treeWith({ 'services/api/pyproject.toml': member('hatchling', '>=3.13') });
  const legacy = { name: 'legacy', python: '3.11', suite: 'bookworm' };
  await expect(stackGenerator(tree, legacy)).rejects.toThrow(/requires-python/);
  await stackGenerator(tree, { name: 'python' });
  await stackGenerator(tree, legacy);
  expect(textOf(tree, 'images/legacy/Dockerfile')).toContain('FROM python:3.11-slim-bookworm');
  const other = { name: 'python', directory: 'docker/other', python: '3.11' };
  await expect(stackGenerator(tree, { ...other, name: 'other' })).resolves.toBeTypeOf('function');
});
