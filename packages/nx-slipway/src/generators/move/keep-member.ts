import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { ProblemsError } from '../../problems/problems-error';
import { withoutMark } from '../../workspace/files/file-text';
import { readTreeWorkspace, type TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { joinWorkspace } from '../service/project/join-workspace';
import { leaveUvWorkspace } from '../service/project/leave-workspace';
import { inStyleOf } from '../text-style';
import { treeText } from '../tree-text';
import type { PlannedMove } from './check-move';
import { movedPath } from './move';

/** Returns the folder of the uv.lock that names a folder, which may be gone by now. */
export function uvLockNaming(folder: string, workspace: TreeWorkspace): string | undefined {
  const roots = workspace.model.lockRoots.filter(({ installer }) => installer === 'uv');
  return roots
    .map(({ dir }) => dir)
    .find((dir) => {
      const lock = workspace.read(posix.join(dir, 'uv.lock')) ?? '';
      return lock.includes(`"${posix.relative(dir, folder)}"`);
    });
}

/** Returns the folder beside whose lock uv locks a project, whatever installs it. */
export async function uvRootOf(tree: Tree, dir: string): Promise<string> {
  const { model } = await readTreeWorkspace(tree, new Map([[dir, 'uv']]));
  return model.python.get(dir)?.lockDir ?? dir;
}

/**
 * Keeps a project that has been moved in the uv workspace it was in, and out of those it was not in.
 *
 * @param before what {@link uvRootOf} said before the move
 * @throws {ProblemsError} where the workspace excludes the new folder
 */
export async function keepMember(tree: Tree, before: string, move: PlannedMove): Promise<void> {
  const { from, to, project } = move;
  if (before === from) {
    await leaveUvWorkspace(tree, to);
    return;
  }
  const root = movedPath(before, move);
  if (project.installer !== 'uv' || (await uvRootOf(tree, to)) === root) return;
  const file = posix.join(root, 'pyproject.toml');
  const { read, write } = treeText(tree);
  const text = read(file) ?? '';
  const directory = posix.relative(root, to);
  const joined = joinWorkspace({
    ...{ directory, root: withoutMark(text) },
    holdsProjectsOnly: () => false,
  });
  write(file, inStyleOf(text, joined));
  if ((await uvRootOf(tree, to)) === root) return;
  throw new ProblemsError([{ kind: 'move-excluded', place: { file }, directory: to }]);
}
