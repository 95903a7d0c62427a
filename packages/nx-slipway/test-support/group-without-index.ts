import type { Tree } from '@nx/devkit';
import generator from '../src/generators/shared-layers/generator';
import type { SharedLayersSchema } from '../src/generators/shared-layers/schema';
import { noPages } from './silent-index';

/** Where nothing is known of what wheels hold: no package index knows anything, and nothing is kept. */
const NO_INDEX = {
  fetchPage: noPages,
  records: { read: () => new Map(), write: () => undefined },
};

/** Runs the generator `shared-layers` without a package index; as `nx sync` does where no options are given. */
export function groupWithoutIndex(
  tree: Tree,
  schema?: SharedLayersSchema,
): ReturnType<typeof generator> {
  return generator(tree, schema, NO_INDEX);
}
