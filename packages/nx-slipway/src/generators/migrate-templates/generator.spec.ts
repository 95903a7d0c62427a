import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import { afterEach, expect, test, vi } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from '../service/generator';
import migrateTemplates from './generator';

const FILE = 'services/api/Dockerfile';
const packageFolder = join(__dirname, '../../..');

afterEach(() => vi.restoreAllMocks());

/** A service whose Dockerfile has the probe of release 0.1.0. */
async function oldTree(edit: (text: string) => string = (text) => text): Promise<Tree> {
  const tree = await stackTree();
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  const old = textOf(tree, FILE).replace(
    "status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET /health answered ' + str(status))",
    'raise SystemExit(probe.getresponse().status >= 400)',
  );
  tree.write(FILE, edit(old));
  return tree;
}

test('a Dockerfile that nobody has edited is as the generator writes it now', async () => {
  const tree = await oldTree();
  const fresh = await stackTree();
  await serviceGenerator(fresh, { name: 'api', role: 'http' });
  expect(contentsOf(tree)).not.toEqual(contentsOf(fresh));
  await migrateTemplates(tree);
  expect(contentsOf(tree)).toEqual(contentsOf(fresh));
  await migrateTemplates(tree);
  expect(contentsOf(tree)).toEqual(contentsOf(fresh));
});

test('edits elsewhere are kept', async () => {
  const edit = (text: string): string =>
    `${text.replace('--interval=30s', '--interval=5s')}# mine\n`;
  const tree = await oldTree(edit);
  await migrateTemplates(tree);
  expect(textOf(tree, FILE)).toContain('--interval=5s');
  expect(textOf(tree, FILE)).toMatch(
    /status = probe\.getresponse\(\)\.status;[^\n]*\n(?:.*\n)*# mine\n$/,
  );
});

test('a probe that was edited stays, and the change is shown', async () => {
  const warn = vi.spyOn(logger, 'warn').mockImplementation(() => undefined);
  const tree = await oldTree((text) => text.replace('.status >= 400', '.status != 200'));
  const before = contentsOf(tree);
  await migrateTemplates(tree);
  expect(contentsOf(tree)).toEqual(before);
  const said = warn.mock.calls.join('\n');
  expect(said).toMatch(/services\/api\/Dockerfile:\d+.*you have edited this part/);
  expect(said).toMatch(/ {4}- .*\.status != 200\)/);
  expect(said).toMatch(/ {4}\+ status = probe/);
});

test('migrations.json names a generator that is built, for a version up to that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const { generators } = JSON.parse(readFileSync(join(packageFolder, 'migrations.json'), 'utf8'));
  expect(Object.values(generators)).toEqual([
    expect.objectContaining({
      version,
      implementation: './dist/generators/migrate-templates/generator',
    }),
  ]);
});
