import { expect, test } from 'vitest';
import { stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from '../service/generator';
import composeGenerator from './generator';

const FILE = 'compose.yaml';
const ROLE = { description: 'Seeds the database', kind: 'job', command: ['seed', 'all'] };

/** A project with an image of a role that the workspace has. */
async function seedTree() {
  const tree = await stackTree({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    'services/seed/pyproject.toml':
      '[project]\nname = "seed"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
    'services/seed/src/seed/__init__.py': '',
    'tools/roles/seed.json': JSON.stringify(ROLE),
  });
  const plugin = { plugin: 'nx-slipway', options: { namespace: 'acme', roles: 'tools/roles' } };
  tree.write('nx.json', JSON.stringify({ plugins: [plugin] }));
  await serviceGenerator(tree, { name: 'seed', role: 'seed' });
  await composeGenerator(tree, {});
  return tree;
}

test('a job by a role of the workspace is started by its name only', async () =>
  expect(textOf(await seedTree(), FILE)).toMatch(
    / {2}seed:\n(?: {4}.*\n)* {4}profiles:\n {6}- jobs\n/,
  ));

test('where a role cannot be read the file stays as it is, and a person is told', async () => {
  const tree = await seedTree();
  const before = textOf(tree, FILE);
  tree.write('tools/roles/seed.json', '{');
  expect(await composeGenerator(tree)).toBeUndefined();
  await expect(composeGenerator(tree, {})).rejects.toThrow(/^tools\/roles\/seed\.json:1:/);
  expect(textOf(tree, FILE)).toBe(before);
});
