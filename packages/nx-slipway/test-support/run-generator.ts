import { createRequire } from 'node:module';

/**
 * Runs a generator of this package on a folder as Nx does, in a process of its own.
 *
 * Arguments: the folder, the generator's name, its options as JSON. Run by `node --import tsx`.
 */
const [root = '', name = '', options = '{}'] = process.argv.slice(2);
const require = createRequire(__filename);
const nxTree: typeof import('nx/src/generators/tree') = require('nx/src/generators/tree');

async function run(): Promise<void> {
  const { default: generate } = require(`../src/generators/${name}/generator`);
  const tree = new nxTree.FsTree(root, false);
  const task = await generate(tree, JSON.parse(options));
  nxTree.flushChanges(root, tree.listChanges());
  await task?.();
}

void run();
