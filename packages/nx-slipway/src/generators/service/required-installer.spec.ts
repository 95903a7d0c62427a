import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import stackGenerator from '../stack/generator';
import { chooseStack } from './choose-stack';
import serviceGenerator from './generator';
import { planBuilder } from './plan-builder';

const REQUIREMENTS = 'images/python/builder-requirements.txt';

function rootWith(version: string): string {
  return `[tool.uv]\nrequired-version = "${version}"\n\n[tool.uv.workspace]\nmembers = ["services/*"]\n`;
}

test('a service whose project asks for another uv than the stack has is refused, and nothing is written', async () => {
  const tree = await stackTree({ 'pyproject.toml': rootWith('>=99.1') });
  const before = contentsOf(tree);
  const made = serviceGenerator(tree, { name: 'api', role: 'http' });
  await expect(made).rejects.toThrow(
    /pyproject\.toml:2:1: this project requires uv >=99\.1, and base-builder has .*\n {2}Write `uv==99\.1` in images\/python\/builder-requirements\.txt/,
  );
  expect(Object.keys(contentsOf(tree)).filter((file) => file.endsWith('Dockerfile'))).toEqual(
    Object.keys(before).filter((file) => file.endsWith('Dockerfile')),
  );
});

test('with the version pinned it is made', async () => {
  const tree = await stackTree({ 'pyproject.toml': rootWith('>=99.1') });
  tree.write(REQUIREMENTS, textOf(tree, REQUIREMENTS).replace(/^uv==.*$/m, 'uv==99.2'));
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  expect(textOf(tree, 'services/api/Dockerfile')).toContain('uv sync');
});

test('a new stack pins the version that a project asks for', async () => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('pyproject.toml', rootWith('==0.12.3'));
  tree.write('services/api/pyproject.toml', '[project]\nname = "api"\nversion = "1"\n');
  await stackGenerator(tree, { name: 'python' });
  expect(textOf(tree, REQUIREMENTS)).toMatch(/^uv==0\.12\.3$/m);
});

test('a new stack is refused where no version can be told', async () => {
  const tree = createTreeWithEmptyWorkspace();
  tree.write('pyproject.toml', rootWith('<0.1'));
  tree.write('services/api/pyproject.toml', '[project]\nname = "api"\nversion = "1"\n');
  await expect(stackGenerator(tree, { name: 'python' })).rejects.toThrow(
    /requires uv <0\.1, .*\n {2}Write `uv==<version>`/,
  );
});

test('lines for a service say which images they make stale', async () => {
  const tree = await stackTree();
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  const mail =
    '[project]\nname = "mail"\nversion = "1"\n\n[build-system]\nrequires = ["flit-core"]\n';
  tree.write('services/mail/pyproject.toml', mail);
  const { model, read } = await readTreeWorkspace(tree);
  const project = model.python.get('services/mail');
  const stack = chooseStack(undefined, model.images);
  if (!project || !('stack' in stack)) throw new Error('there is no such project or stack');
  const { changes } = planBuilder(project, {
    ...model,
    stack: stack.stack,
    hasWheels: false,
    read,
  });
  expect(changes).toEqual([
    {
      kind: 'builder-changed',
      place: { file: REQUIREMENTS },
      lines: [expect.stringMatching(/^flit-core==/)],
      images: ['api'],
    },
  ]);
});
