import { expect, test } from 'vitest';
import { exampleNames, readExample } from '../../../test-support/examples';
import { textOf, treeWith } from '../../../test-support/generator-tree';
import composeGenerator from './generator';

// Their locks are not committed: what they need is read from what they declare.
test.each(exampleNames())('what `nx g nx-slipway:compose` writes for %s', async (name) => {
  const tree = treeWith(readExample(name).files);
  await composeGenerator(tree, {});
  const written = textOf(tree, 'compose.yaml');
  await expect(written).toMatchFileSnapshot(`__snapshots__/examples/${name}.compose.yaml`);
  await composeGenerator(tree, {});
  expect(textOf(tree, 'compose.yaml')).toBe(written);
});
