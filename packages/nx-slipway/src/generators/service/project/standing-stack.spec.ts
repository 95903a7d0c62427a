import { expect, test } from 'vitest';
import { stackTree, textOf } from '../../../../test-support/generator-tree';
import { readTreeWorkspace } from '../../../workspace/model/read-tree-workspace';
import stackGenerator from '../../stack/generator';
import serviceGenerator from '../generator';
import { standingStack } from './standing-stack';

/** `api` on the stack legacy with two images, and `web` on the stack python. */
async function twoStacks() {
  const tree = await stackTree();
  await stackGenerator(tree, { name: 'legacy', python: '3.12' });
  await serviceGenerator(tree, { name: 'api', role: 'http', stack: 'legacy' });
  await serviceGenerator(tree, { name: 'web', role: 'http', stack: 'python' });
  return tree;
}

test('a later run keeps the stack of the Dockerfile, also for a second image', async () => {
  const tree = await twoStacks();
  await serviceGenerator(tree, { name: 'api', role: 'http', port: 9000 });
  const text = textOf(tree, 'services/api/Dockerfile');
  expect(text).toContain('PORT=9000');
  expect(text).toContain('AS legacy-base\n');
  await serviceGenerator(tree, { name: 'api', role: 'http', image: 'second' });
  expect(textOf(tree, 'services/api/second.Dockerfile')).toContain('AS legacy-base\n');
});

test('an image of its own stack decides for itself, and without a Dockerfile nothing does', async () => {
  const tree = await twoStacks();
  await serviceGenerator(tree, { name: 'api', role: 'http', image: 'next', stack: 'python' });
  const { model } = await readTreeWorkspace(tree);
  expect(standingStack('services/api', model.images)).toBe('legacy');
  expect(standingStack('services/api', model.images, 'next')).toBe('python');
  expect(standingStack('services/api', model.images, 'third')).toBeUndefined();
  expect(standingStack('services/other', model.images)).toBeUndefined();
});
