import { existsSync } from 'node:fs';
import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { ProblemsError } from '../problems/problems-error';
import { hostDiskFull } from '../workspace/files/host-disk-full';
import { linkOutside } from '../workspace/files/link-outside';
import { guardFlush } from '../workspace/nx/flush-whole';
import { forgetFiles } from '../workspace/nx/forget-files';
import { lockWorkspace } from '../workspace/nx/lock-workspace';

/** Milliseconds that another generator is waited for, which may be locking: a minute. */
const LIMIT = 60_000;

/**
 * Runs a generator such that it cannot harm the workspace: one at a time, inside the workspace's own folders, and
 * with Nx writing each file whole. Others are kept out until the callback has run, since that writes as well.
 *
 * @param generate changes the tree; it has not looked at the tree before
 * @throws {ProblemsError} where another generator keeps the workspace, or a file would be written outside of it
 */
export async function changeWorkspace(
  tree: Tree,
  generate: () => Promise<GeneratorCallback | undefined>,
): Promise<GeneratorCallback> {
  // A tree in memory, of another generator's tests, has no folder.
  const isOnDisk = existsSync(tree.root);
  const { release } = isOnDisk ? await waitForWorkspace(tree.root) : { release: () => {} };
  try {
    const callback = await generate();
    if (isOnDisk) guardChanges(tree);
    return async () => {
      try {
        await callback?.();
      } catch (error) {
        throw inWords(error);
      } finally {
        release();
      }
    };
  } catch (error) {
    release();
    throw inWords(error);
  }
}

/** Files for the engine, and what is locked there, are written to a folder outside of the workspace. */
function inWords(error: unknown): unknown {
  const full = hostDiskFull(error);
  return full ? new ProblemsError([full]) : error;
}

/**
 * Has the changes of a tree written inside the workspace and whole. The tree of a sync generator, whose changes Nx may
 * only show, needs nothing else.
 *
 * @throws {ProblemsError} where a file would be written outside of the workspace
 */
export function guardChanges(tree: Tree): void {
  if (!existsSync(tree.root)) return;
  const changes = tree.listChanges();
  const outside = changes.flatMap(({ path: file }) => {
    const link = linkOutside(tree.root, file);
    return link === undefined
      ? []
      : [{ kind: 'file-outside-workspace' as const, place: { file }, link }];
  });
  if (outside.length > 0) throw new ProblemsError(outside);
  guardFlush(tree.root, changes);
}

async function waitForWorkspace(root: string): Promise<{ readonly release: () => void }> {
  let hasWaited = false;
  const lock = await lockWorkspace(root, {
    limit: LIMIT,
    onWait(pid) {
      hasWaited = true;
      const other = pid === undefined ? '' : ` (process ${pid})`;
      logger.info(`Waiting for another nx-slipway generator${other} …`);
    },
  });
  if (hasWaited) forgetFiles();
  return lock;
}
