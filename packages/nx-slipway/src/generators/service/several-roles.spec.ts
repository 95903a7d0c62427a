import type { Tree } from '@nx/devkit';
import { beforeEach, expect, test } from 'vitest';
import { contentsOf, stackTree } from '../../../test-support/generator-tree';
import serviceGenerator from './generator';

/** One code base with an HTTP application and a worker, each with a group of its own. */
const SHOP = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
  'services/shop/pyproject.toml': [
    '[project]',
    'name = "shop"',
    'version = "1"',
    'scripts = { migrate = "shop.db:migrate" }',
    '[dependency-groups]',
    'http = ["fastapi", "gunicorn", "uvicorn-worker"]',
    'worker = ["dramatiq[redis]"]',
    '[build-system]',
    'requires = ["hatchling"]',
    '',
  ].join('\n'),
  'services/shop/src/shop/app.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  'services/shop/src/shop/actors.py': 'import dramatiq\n\n@dramatiq.actor\ndef sell(): ...\n',
};

let tree: Tree;
beforeEach(async () => {
  tree = await stackTree(SHOP);
});

function dockerfiles(): readonly string[] {
  return tree
    .children('services/shop')
    .filter((name) => name.endsWith('Dockerfile'))
    .sort();
}
function text(file: string): string {
  return tree.read(`services/shop/${file}`, 'utf8') ?? '';
}

const HTTP = { name: 'shop', role: 'http' as const, groups: ['http'] };
const DRAMATIQ = { name: 'shop', role: 'dramatiq' as const, groups: ['worker'] };

test('a further role has a Dockerfile of its name, with its own selection of the lock', async () => {
  await serviceGenerator(tree, HTTP);
  const first = text('Dockerfile');
  await serviceGenerator(tree, DRAMATIQ);
  expect(dockerfiles()).toEqual(['Dockerfile', 'dramatiq.Dockerfile']);
  expect(text('Dockerfile')).toBe(first);
  expect(text('Dockerfile')).toContain('--package shop --group http \\\n');
  expect(text('dramatiq.Dockerfile')).toContain('--package shop --group worker \\\n');
  expect(text('dramatiq.Dockerfile')).toContain(
    'docker build -f services/shop/dramatiq.Dockerfile .',
  );
  expect(tree.exists('services/shop/dramatiq.Dockerfile.dockerignore')).toBe(true);

  const both = contentsOf(tree);
  await serviceGenerator(tree, DRAMATIQ);
  await serviceGenerator(tree, HTTP);
  expect(contentsOf(tree)).toEqual(both);
});

test('an image may have a name of its own', async () => {
  await serviceGenerator(tree, HTTP);
  await serviceGenerator(tree, { ...DRAMATIQ, image: 'worker' });
  await serviceGenerator(tree, { name: 'shop', command: 'migrate', image: 'migrations' });
  expect(dockerfiles()).toEqual(['Dockerfile', 'migrations.Dockerfile', 'worker.Dockerfile']);
  expect(text('migrations.Dockerfile')).toMatch(/\nCMD \["migrate"\]\n$/);
});

test('a Dockerfile that was written by hand stays, and the refusal names a free image', async () => {
  tree.write('services/shop/Dockerfile', 'FROM python\nCMD ["python", "-m", "shop"]\n');
  const before = contentsOf(tree);
  await expect(serviceGenerator(tree, HTTP)).rejects.toThrow(
    'services/shop/Dockerfile: this Dockerfile was not written by the generator, and is not overwritten\n' +
      '  Write another image beside it with --image=http, overwrite this one with --force, or take it over: nx g nx-slipway:adopt shop',
  );
  expect(contentsOf(tree)).toEqual(before);
  await serviceGenerator(tree, { ...HTTP, image: 'http' });
  expect(dockerfiles()).toEqual(['Dockerfile', 'http.Dockerfile']);
});

test.each(['Worker', 'a/b', '-x'])('%j cannot name an image', async (image) => {
  const before = contentsOf(tree);
  await expect(serviceGenerator(tree, { ...DRAMATIQ, image })).rejects.toThrow(
    /invalid value .* for --image/,
  );
  expect(contentsOf(tree)).toEqual(before);
});
