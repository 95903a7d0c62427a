import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import stackGenerator from '../src/generators/stack/generator';
import type { Files } from './workspace-files';

/** A tree with the given files and no stack. */
export function treeWith(files: Files): Tree {
  const tree = createTreeWithEmptyWorkspace();
  writeTo(tree, files);
  return tree;
}

/** A tree with the stack `python` as its generator writes it, and the given files. */
export async function stackTree(files: Files = {}): Promise<Tree> {
  const tree = createTreeWithEmptyWorkspace();
  await stackGenerator(tree, { name: 'python' });
  writeTo(tree, files);
  return tree;
}

/** Writes files into a tree. */
export function writeTo(tree: Tree, files: Files): void {
  for (const [file, content] of Object.entries(files)) tree.write(file, content);
}

/** Texts of all files that generators have written. */
export function contentsOf(tree: Tree): Files {
  return Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, String(content)]));
}

/** Text of a file; empty for a missing file. */
export function textOf(tree: Tree, file: string): string {
  return tree.read(file, 'utf8') ?? '';
}
