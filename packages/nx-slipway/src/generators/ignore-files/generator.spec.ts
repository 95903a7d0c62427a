import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';
import serviceGenerator from '../service/generator';
import stackGenerator from '../stack/generator';
import ignoreFilesGenerator from './generator';

const FILE = 'services/api/Dockerfile.dockerignore';

/** A stack, the service api and a library it does not depend on yet. */
async function workspace(): Promise<Tree> {
  const tree = createTreeWithEmptyWorkspace();
  await stackGenerator(tree, { name: 'python' });
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  tree.write(
    'libs/shared/pyproject.toml',
    '[project]\nname = "shared"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
  );
  return tree;
}

function dependOnShared(tree: Tree): void {
  const pyproject = tree.read('services/api/pyproject.toml', 'utf8') ?? '';
  tree.write(
    'services/api/pyproject.toml',
    `${pyproject.replace('dependencies = [\n', 'dependencies = [\n    "shared",\n')}\n[tool.uv.sources]\nshared = { workspace = true }\n`,
  );
}

function allowed(tree: Tree): string[] {
  return (tree.read(FILE, 'utf8') ?? '').split('\n').filter((line) => line.startsWith('!'));
}

test('what was just generated is in sync', async () =>
  expect(await ignoreFilesGenerator(await workspace())).toBeUndefined());

test('a new edge of the graph is a new folder in the context', async () => {
  const tree = await workspace();
  dependOnShared(tree);
  expect(await ignoreFilesGenerator(tree)).toEqual({
    outOfSyncMessage: 'The build contexts of some images differ from the project graph.',
    outOfSyncDetails: [FILE],
  });
  expect(allowed(tree)).toEqual(['!libs/shared', '!pyproject.toml', '!services/api', '!uv.lock']);
  expect(await ignoreFilesGenerator(tree)).toBeUndefined();
});

test('run as a generator it writes the same, and returns no message', async () => {
  const tree = await workspace();
  dependOnShared(tree);
  expect(await ignoreFilesGenerator(tree, {})).toEqual(expect.any(Function));
  expect(allowed(tree)).toContain('!libs/shared');
});

test('the user’s lines are kept, those above the mark are not', async () => {
  const tree = await workspace();
  const text = tree.read(FILE, 'utf8') ?? '';
  tree.write(FILE, `${text.replace('!uv.lock', '!everything')}!docs/api.md\n`);
  await ignoreFilesGenerator(tree);
  expect(tree.read(FILE, 'utf8')).toBe(`${text}!docs/api.md\n`);
});

test('a file that went missing comes back', async () => {
  const tree = await workspace();
  const text = tree.read(FILE, 'utf8');
  tree.delete(FILE);
  await ignoreFilesGenerator(tree);
  expect(tree.read(FILE, 'utf8')).toBe(text);
});

test.each([
  ['pyproject.toml', 'members ='],
  ['libs/shared/pyproject.toml', '[project'],
])('while %s is broken nothing is taken out of a context', async (file, content) => {
  const tree = await workspace();
  dependOnShared(tree);
  await ignoreFilesGenerator(tree);
  tree.write(file, content);
  expect(await ignoreFilesGenerator(tree)).toBeUndefined();
});

test('Dockerfiles of others are left alone', async () => {
  const tree = await workspace();
  const own = 'services/legacy';
  tree.write(
    `${own}/pyproject.toml`,
    '[project]\nname = "legacy"\n[build-system]\nrequires = []\n',
  );
  tree.write(`${own}/Dockerfile`, 'FROM python:3.13\nCOPY . .\nRUN pip install .\n');
  tree.write('apps/web/project.json', '{ "name": "web" }');
  tree.write('apps/web/Dockerfile', 'FROM node:24\nCOPY . .\n');
  tree.write('apps/broken/Dockerfile', 'FROM\n');
  expect(await ignoreFilesGenerator(tree)).toBeUndefined();
});

test.each([
  ['bytes that are not UTF-8', (text: string) => text, Buffer.from('!docs/caf\xe9\n', 'latin1')],
  [
    'line ends of Windows',
    (text: string) => text.replaceAll('\n', '\r\n'),
    Buffer.from('!a\r\n!b\n'),
  ],
  ['a byte order mark', (text: string) => `\uFEFF${text}`, Buffer.from('!a')],
])('%s are kept', async (_, written, own) => {
  const tree = await workspace();
  const text = tree.read(FILE, 'utf8') ?? '';
  const file = (generated: string) => Buffer.concat([Buffer.from(written(generated)), own]);
  tree.write(FILE, file(text));
  expect(await ignoreFilesGenerator(tree)).toBeUndefined();
  dependOnShared(tree);
  await ignoreFilesGenerator(tree);
  const after = text.replace('!pyproject.toml', '!libs/shared\n!pyproject.toml');
  const found = tree.read(FILE) ?? Buffer.alloc(0);
  expect(found.subarray(-own.length)).toEqual(own);
  expect(found.toString('latin1')).toContain(
    written('!libs/shared\n!pyproject.toml\n').replace('\uFEFF', ''),
  );
  expect(found.subarray(0, 3)).toEqual(file(after).subarray(0, 3));
});

test('a folder that the wheel takes is let into the context', async () => {
  const tree = await workspace();
  const lines = () => (tree.read(FILE, 'utf8') ?? '').split('\n');
  expect(lines()).toContain('services/api/build');
  const pyproject = tree.read('services/api/pyproject.toml', 'utf8') ?? '';
  const taken =
    '[tool.hatch.build.targets.wheel.force-include]\n"build/index.html" = "api/i.html"\n';
  tree.write('services/api/pyproject.toml', `${pyproject}\n${taken}`);
  expect(await ignoreFilesGenerator(tree)).toMatchObject({ outOfSyncDetails: [FILE] });
  expect(lines()).not.toContain('services/api/build');
  expect(lines()).toContain('services/api/dist');
});

test('what a stage of the user’s own takes by name is let into the context', async () => {
  const tree = await workspace();
  const file = 'services/api/Dockerfile';
  const text = tree.read(file, 'utf8') ?? '';
  const frontend = 'FROM node AS frontend\nCOPY frontend/ /src/\nRUN npm run build\n';
  tree.write(
    file,
    `${text.replace('FROM scratch AS lock', `${frontend}FROM scratch AS lock`)}COPY --from=frontend /src/out /static\n`,
  );
  expect(await ignoreFilesGenerator(tree)).toMatchObject({ outOfSyncDetails: [FILE] });
  expect(allowed(tree)).toEqual(['!frontend', '!pyproject.toml', '!services/api', '!uv.lock']);
  expect(await ignoreFilesGenerator(tree)).toBeUndefined();
  tree.write(file, text);
  await ignoreFilesGenerator(tree);
  expect(allowed(tree)).not.toContain('!frontend');
});

test('what a stack takes by name is let into its context', async () => {
  const tree = await workspace();
  const file = 'images/python/Dockerfile';
  const text = tree.read(file, 'utf8') ?? '';
  tree.write(file, text.replace(/^(FROM .* AS base)$/m, '$1\nCOPY certificates /certificates/'));
  const ignored = `${file}.dockerignore`;
  expect(await ignoreFilesGenerator(tree)).toMatchObject({ outOfSyncDetails: [ignored] });
  expect(tree.read(ignored, 'utf8')).toContain('\n!certificates\n');
});

test('lines of .dockerignore files hold in generated ignore files', async () => {
  const tree = await workspace();
  tree.write('.dockerignore', '*.env\nsecrets/\nservices\n');
  tree.write('services/api/.dockerignore', '**/*.pem\n');
  expect(await ignoreFilesGenerator(tree)).toMatchObject({
    outOfSyncDetails: ['images/python/Dockerfile.dockerignore', FILE],
  });
  const lines = (tree.read(FILE, 'utf8') ?? '').split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      '# From .dockerignore, which BuildKit does not read beside this file.',
      '*.env',
      'secrets',
      'services/api/**/*.pem',
    ]),
  );
  expect(lines).not.toContain('services');
  expect(await ignoreFilesGenerator(tree)).toBeUndefined();
});

test('what .gitignore files name and looks like a secret stays out of build contexts', async () => {
  const tree = await workspace();
  tree.write('.gitignore', 'dist\n*.pem\n.env\n');
  tree.write('services/.gitignore', '/api/src/api/token.key\n!api/ca.pem\n');
  tree.write('libs/other/.gitignore', '*.p12\n');
  expect(await ignoreFilesGenerator(tree)).toMatchObject({
    outOfSyncDetails: ['images/python/Dockerfile.dockerignore', FILE],
  });
  expect(tree.read(FILE, 'utf8')).toContain(
    [
      '# From .gitignore: what looks like a secret. A line at the end of this file lets one in.',
      '**/*.pem',
      '# From services/.gitignore: what looks like a secret. A line at the end of this file lets one in.',
      'services/api/src/api/token.key',
      '!services/api/ca.pem',
      '',
    ].join('\n'),
  );
  expect(await ignoreFilesGenerator(tree)).toBeUndefined();
});

test('a service in the workspace root has the folders that it is built from', async () => {
  const tree = createTreeWithEmptyWorkspace();
  await stackGenerator(tree, { name: 'python' });
  const backend = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';
  tree.write(
    'pyproject.toml',
    `[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.13"\n\n[project.scripts]\nshop = "shop:main"\n\n${backend}`,
  );
  tree.write('src/shop/__init__.py', 'def main(): ...\n');
  tree.write('docs/a.md', '');
  await serviceGenerator(tree, { name: 'shop', role: 'command' });
  const file = 'Dockerfile.dockerignore';
  const lines = (tree.read(file, 'utf8') ?? '').split('\n');
  expect(lines.slice(2, 4)).toEqual(['*/**', '!src/**']);
  expect(lines).toContain('package.json');
  tree.write(
    'Dockerfile',
    `${tree.read('Dockerfile', 'utf8')}`.replace(
      /^(RUN --network=none install-projects \S+)$/m,
      '$1 && make',
    ),
  );
  await ignoreFilesGenerator(tree);
  expect(tree.read(file, 'utf8')).not.toContain('*/**');
});
