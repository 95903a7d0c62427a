import { posix } from 'node:path';
import { parse, patch } from '@decimalturn/toml-patch';
import type { Tree } from '@nx/devkit';
import { asStrings, asTable } from '../../../python/toml/toml-value';
import { bytesOf, textOf, withoutMark } from '../../../workspace/files/file-text';
import { readTreeWorkspace } from '../../../workspace/model/read-tree-workspace';
import { inStyleOf } from '../../text-style';

/**
 * Takes a project of another installer out of the uv workspace whose globs cover it, where one does: uv
 * would lock it with its members.
 *
 * @param directory relative to the workspace root
 * @returns the pyproject of that workspace; undefined where none covers the project
 */
export async function leaveUvWorkspace(tree: Tree, directory: string): Promise<string | undefined> {
  const { model } = await readTreeWorkspace(tree, new Map([[directory, 'uv']]));
  const lockDir = model.python.get(directory)?.lockDir ?? directory;
  if (lockDir === directory) return undefined;
  const file = posix.join(lockDir, 'pyproject.toml');
  const before = textOf(tree.read(file) ?? Buffer.alloc(0));
  const after = leaveWorkspace(withoutMark(before), posix.relative(lockDir, directory));
  tree.write(file, bytesOf(inStyleOf(before, after)));
  return file;
}

/** A pyproject.toml with a folder among those its uv workspace excludes; all else stays as it is. */
function leaveWorkspace(root: string, folder: string): string {
  const value: Record<string, unknown> = { ...parse(root) };
  const tool = asTable(value.tool);
  const uv = asTable(tool.uv);
  const workspace = asTable(uv.workspace);
  const exclude = [...asStrings(workspace.exclude), folder];
  return patch(root, {
    ...value,
    tool: { ...tool, uv: { ...uv, workspace: { ...workspace, exclude } } },
  });
}
