import { join } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { replaceFiles } from '../../workspace/files/replace-files';
import { workspaceReader } from '../../workspace/files/workspace-reader';
import { writeProblem } from '../../workspace/files/write-problem';
import { openLock } from '../../workspace/locks/open-lock';
import type { FileEdit } from '../file-edit';
import { editImage } from './edit-image';
import type { ImageFacts } from './plan-image';
import { serviceLock } from './service-lock';
import type { ServiceOptions } from './service-options';

/** A Dockerfile that was written before its project was locked. */
export interface UnlockedImage {
  /** The options that it was planned with. */
  readonly requested: ServiceOptions;
  readonly edit: FileEdit;
}

/** Notes which Dockerfiles have a command that would be another one with a lock. */
export function chosenWithoutLock(images: readonly UnlockedImage[]): readonly Problem[] {
  return images.flatMap(({ requested: { role, command }, edit: { file } }): Problem[] =>
    role === 'http' && command === undefined
      ? [{ kind: 'chosen-without-lock', place: { file } }]
      : [],
  );
}

/**
 * Writes Dockerfiles once more by the lock that was made after them: their commands have only flags that the
 * installed version knows, and without a lock that is the oldest one that is allowed. Where nothing could be locked,
 * or the locked packages cannot serve the application, it says so.
 *
 * @param facts those of the first plan; the Dockerfiles in them are as they were before it
 */
export function fitToLock(
  tree: Tree,
  images: readonly UnlockedImage[],
  { isLocked, ...facts }: ImageFacts & { readonly force: boolean; readonly isLocked: boolean },
): void {
  const say = (problems: readonly Problem[]): void => {
    for (const problem of problems) logger.warn(formatProblem(problem));
  };
  if (!isLocked) {
    say(chosenWithoutLock(images));
    return;
  }
  const { read } = workspaceReader(tree.root);
  const lock = openLock(facts.project, { read, workspace: facts.workspace.model });
  for (const { requested, edit: first } of images) {
    const image = editImage(tree, requested, { ...facts, lock });
    if ('problems' in image) {
      say(image.problems);
      continue;
    }
    const { edit, plan } = image;
    say(serviceLock(plan.options, { project: facts.project, role: plan.role }, lock).warnings);
    // Somebody else's change since then stays.
    if (edit.content === first.content || read(edit.file) !== first.content) continue;
    try {
      replaceFiles([{ file: join(tree.root, edit.file), content: edit.content }]);
      logger.info(`UPDATE ${edit.file} (for the versions that are locked now)`);
    } catch (error) {
      say([writeProblem(error, tree.root)]);
    }
  }
}
