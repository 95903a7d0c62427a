import { readNxJson, type Tree } from '@nx/devkit';
import { setInJson } from '../edit-json';
import { treeText } from '../tree-text';

/** As generators.json names it. */
const SYNC_GENERATOR = 'nx-slipway:compose';

/** Has `nx sync` keep compose files up to date, where nx.json does not say so yet. */
export function addSyncGenerator(tree: Tree): void {
  const { read, write } = treeText(tree);
  const text = read('nx.json') ?? '';
  const generators = readNxJson(tree)?.sync?.globalGenerators ?? [];
  if (generators.includes(SYNC_GENERATOR)) return;
  const path =
    generators.length === 0
      ? (['sync', 'globalGenerators'] as const)
      : (['sync', 'globalGenerators', generators.length] as const);
  const value = generators.length === 0 ? [SYNC_GENERATOR] : SYNC_GENERATOR;
  write('nx.json', setInJson(text, [...path], value));
}
