import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { changesCommand, filesCommand } from '../../git/git-commands';
import type { Problem } from '../../problems/problem';
import type { RunCommand } from '../../process/run-command';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { treeText } from '../tree-text';

/** Problems about a file that would be lost: git does not have it as it is. @param run calls git */
export async function checkCommitted(
  tree: Tree,
  file: string,
  run: RunCommand,
): Promise<readonly Problem[]> {
  // A tree in memory, of a test, has no folder.
  const root = existsSync(tree.root) ? tree.root : undefined;
  if (root === undefined) return [];
  const tracked = await run(filesCommand(root, file));
  const isTracked = tracked.exitCode === 0 && tracked.stdout.startsWith('H ');
  const changes = await run(changesCommand(root, file, { untracked: true }));
  return isTracked && changes.exitCode === 0 && changes.stdout === ''
    ? []
    : [{ kind: 'adopt-uncommitted', place: { file }, isUnknown: !isTracked }];
}

/** Puts new Dockerfiles in the place of an old one, with their ignore files. */
export async function replaceDockerfile(
  tree: Tree,
  old: string,
  moves: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  const { read, write } = treeText(tree);
  const texts = moves.map(({ from, to }) => ({
    to,
    text: (read(from) ?? '').replaceAll(from, to),
    ignore: read(`${from}.dockerignore`),
  }));
  for (const file of [old, ...moves.map(({ from }) => from)]) {
    for (const each of [file, `${file}.dockerignore`]) if (tree.exists(each)) tree.delete(each);
  }
  for (const { to, text, ignore } of texts) {
    write(to, text);
    if (ignore !== undefined) write(`${to}.dockerignore`, ignore);
  }
  await syncIgnoreFiles(tree);
}

/** Where the new Dockerfile of an image goes. @param image its name within the project; absent for the first one */
export function finalFile(dir: string, image: string | undefined): string {
  return posix.join(dir, image === undefined ? 'Dockerfile' : `${image}.Dockerfile`);
}
