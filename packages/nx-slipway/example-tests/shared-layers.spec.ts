import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyExample } from '../test-support/example-workspace';
import { EXAMPLES, exampleNames, readExample } from '../test-support/examples';
import { treeWith } from '../test-support/generator-tree';
import { groupWithoutIndex } from '../test-support/group-without-index';

const grouped = exampleNames()
  .map(readExample)
  .filter(({ generators }) => generators.some(({ generator }) => generator === 'shared-layers'));

test.each(grouped)(
  'shared-layers.json of $name is what its generator writes',
  async ({ name, files }) => {
    const { root, dispose } = await copyExample(name);
    const tree = treeWith(files);
    tree.write('uv.lock', readFileSync(join(root, 'uv.lock'), 'utf8'));
    dispose();
    tree.delete('shared-layers.json');
    await groupWithoutIndex(tree, {});
    const file = join(EXAMPLES, name, 'shared-layers.json');
    await expect(tree.read('shared-layers.json', 'utf8')).toMatchFileSnapshot(file);
  },
);
