import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import stackGenerator from '../stack/generator';
import serviceGenerator from './generator';
import type { ServiceSchema } from './schema';

const FILE = 'services/api/Dockerfile';
const NEW = { name: 'api', role: 'http' } as const;

/** A project that is run and not installed. */
const SHOP = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["shop"]\n',
  'shop/pyproject.toml':
    '[project]\nname = "shop"\nversion = "1"\n[dependency-groups]\nhttp = ["fastapi", "uvicorn"]\ndev = ["pytest"]\n',
  'shop/src/domain/__init__.py': '',
  'shop/src/web/__init__.py': '',
  'shop/src/web/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
};
const SOURCES = { name: 'shop', role: 'http', groups: ['http'] } as const;

async function write(...calls: readonly ServiceSchema[]) {
  const tree = await stackTree();
  for (const call of calls) await serviceGenerator(tree, call);
  return tree;
}

test.each(['wheels', 'slim'] as const)('the layout %s', async (layout) => {
  const tree = await write({ ...NEW, layout });
  await expect(textOf(tree, FILE)).toMatchFileSnapshot(`__snapshots__/${layout}.Dockerfile`);
  const written = contentsOf(tree);
  await serviceGenerator(tree, NEW);
  expect(contentsOf(tree)).toEqual(written);
});

test('another layout keeps what the user has edited, and goes back to what it was', async () => {
  const tree = await write(NEW);
  const edited = textOf(tree, FILE).replace('EXPOSE', '# mine\nEXPOSE');
  tree.write(FILE, edited);
  await serviceGenerator(tree, { name: 'api', layout: 'wheels' });
  expect(textOf(tree, FILE)).toMatch(/FROM scratch AS wheels[\s\S]*# mine\nEXPOSE/);
  await serviceGenerator(tree, { ...NEW, layout: 'layered' });
  expect(textOf(tree, FILE)).toBe(edited);
});

test('another layout is refused where it would change edited lines, and nothing is written', async () => {
  const tree = await write(NEW);
  tree.write(FILE, textOf(tree, FILE).replace('uv sync', 'ENV=1 uv sync'));
  const before = contentsOf(tree);
  await expect(serviceGenerator(tree, { ...NEW, layout: 'wheels' })).rejects.toThrow(
    /api\/Dockerfile:\d+: you have changed lines here/,
  );
  expect(contentsOf(tree)).toEqual(before);
});

test('options that are asked for later are added to those of the Dockerfile', async () => {
  const tree = await write({ ...NEW, apt: ['libpq5'] }, { ...NEW, buildApt: ['make'] });
  await serviceGenerator(tree, { ...NEW, port: 9000, layout: 'slim' });
  // One stage has all packages where the image keeps the tools.
  expect(textOf(tree, FILE)).toMatch(
    /AS builder\n[\s\S]* {6}libpq5 \\\n {6}make\n[\s\S]*EXPOSE 9000/,
  );
  expect(textOf(tree, FILE)).toContain('FROM builder AS foundation');
});

test('multi-layered adds an image to develop in, with tests in its build context', async () => {
  const tree = await write({ ...NEW, layout: 'multi-layered' });
  await expect(textOf(tree, 'services/api/dev.Dockerfile')).toMatchFileSnapshot(
    '__snapshots__/dev.Dockerfile',
  );
  const ignored = (file: string) => textOf(tree, `${file}.dockerignore`).split('\n');
  expect(ignored('services/api/dev.Dockerfile')).not.toContain('services/api/tests');
  expect(ignored(FILE)).toContain('services/api/tests');
  const written = contentsOf(tree);
  await serviceGenerator(tree, { ...NEW, layout: 'multi-layered' });
  await serviceGenerator(tree, { name: 'api', role: 'dev' });
  expect(contentsOf(tree)).toEqual(written);
});

test('sources are put on the import path as they are, and kept on later runs', async () => {
  const tree = await stackTree(SHOP);
  await expect(serviceGenerator(tree, SOURCES)).rejects.toThrow(/--sources=/);
  await serviceGenerator(tree, { ...SOURCES, sources: ['src/domain', 'src/web'] });
  await expect(textOf(tree, 'shop/Dockerfile')).toMatchFileSnapshot(
    '__snapshots__/sources.Dockerfile',
  );
  const written = contentsOf(tree);
  await serviceGenerator(tree, SOURCES);
  expect(contentsOf(tree)).toEqual(written);
  await serviceGenerator(tree, { ...SOURCES, sources: ['src'] });
  expect(textOf(tree, 'shop/Dockerfile')).toContain('COPY shop/src/ /app/\n');
});

test('a stack holds sources that several images have in common', async () => {
  const tree = await stackTree(SHOP);
  await stackGenerator(tree, { name: 'app', layout: 'base-app', sources: ['shop/src/domain'] });
  await expect(textOf(tree, 'images/app/Dockerfile')).toMatchFileSnapshot(
    '../stack/__snapshots__/base-app.Dockerfile',
  );
  expect(textOf(tree, 'images/app/Dockerfile.dockerignore')).toContain('\n!shop/src/domain\n');
  await serviceGenerator(tree, { ...SOURCES, stack: 'app', sources: ['src/web'] });
  await serviceGenerator(tree, { name: 'shop', role: 'dev', stack: 'app', sources: ['src/web'] });
  expect(textOf(tree, 'shop/dev.Dockerfile')).toContain(
    'COPY --link --from=app-base-app /app /app',
  );
  expect(textOf(tree, 'shop/Dockerfile')).toMatch(
    /FROM proj\/app-base-app AS app-base-app\n[\s\S]*COPY --link --from=app-base-app \/app \/app\n/,
  );
  const written = contentsOf(tree);
  await serviceGenerator(tree, { ...SOURCES, stack: 'app' });
  expect(contentsOf(tree)).toEqual(written);
});

test('a full stack starts from the full image, without packages to build with', async () => {
  const tree = await stackTree();
  await stackGenerator(tree, { name: 'whole', layout: 'full' });
  const text = textOf(tree, 'images/whole/Dockerfile');
  expect(text).toContain('FROM python:3.13-trixie AS base\n');
  expect(text).not.toContain('apt-get');
  await serviceGenerator(tree, { ...NEW, stack: 'whole', layout: 'full' });
  expect(textOf(tree, FILE)).toContain('FROM whole-base-builder AS foundation');
});

test.each<[ServiceSchema, RegExp]>([
  [{ ...NEW, layout: 'full' }, /--layout=full/],
  [{ ...NEW, layout: 'base-app' }, /a stack with shared sources.*--layout=base-app/],
  [{ ...SOURCES, sources: ['src'], layout: 'wheels' }, /no --sources/],
  [{ ...NEW, role: 'dev', layout: 'wheels' }, /layered/],
  [{ ...SOURCES, sources: ['gone'] }, /a folder or a module that exists in shop/],
])('%j is refused, and nothing is written', async (options, message) => {
  const tree = await stackTree(SHOP);
  await serviceGenerator(tree, NEW);
  const before = contentsOf(tree);
  await expect(serviceGenerator(tree, options)).rejects.toThrow(message);
  expect(contentsOf(tree)).toEqual(before);
});

test('a stack whose script does not collect wheels is named', async () => {
  const tree = await stackTree();
  tree.write('images/python/install-projects', '#!/bin/sh\n');
  await expect(serviceGenerator(tree, { ...NEW, layout: 'wheels' })).rejects.toThrow(
    /install-projects: this script of the stack does not collect wheels.*\n.*stack python --force/,
  );
});

test('the Dockerfile of a project that was moved by hand says how to correct it', async () => {
  const tree = await write({ ...NEW, files: ['README.md'] });
  for (const { path, content } of tree.listChanges()) {
    if (!path.startsWith('services/api/')) continue;
    tree.write(path.replace('services/api/', 'services/shop/'), content ?? '');
    tree.delete(path);
  }
  await expect(
    serviceGenerator(tree, { ...NEW, name: 'services/shop', force: true }),
  ).rejects.toThrow(
    /services\/shop\/Dockerfile:\d+: this line takes services\/api.*\n.*nx g nx-slipway:move services\/api --directory=services\/shop/,
  );
});
