import { logger, type Tree } from '@nx/devkit';
import { lockService } from '../../build/locking/lock-service';
import { problemGroups } from '../../problems/format-problems';
import type { Problem } from '../../problems/problem';
import type { ChosenEdits } from '../choose-edits';
import { nothingToChange } from '../nothing-to-change';
import { writeFirstLayers } from '../shared-layers/write-first-layers';
import { fitToLock } from './fit-to-lock';
import { isWritten, type PlannedImages } from './plan-images';
import type { ServiceFacts } from './read-service';
import { serviceHints } from './service-hints';

/** What a run of the generator has written. */
export interface WrittenService extends PlannedImages, ChosenEdits {
  readonly warnings: readonly Problem[];
}

/**
 * Does what comes after the files are on disk: prints the warnings, locks a project that is not locked yet, groups the
 * shared layers of the first services, and says what to type next.
 *
 * @param hint takes what to type next, a line each
 */
export async function finishService(
  tree: Tree,
  { images, edits, kept, warnings }: WrittenService,
  facts: ServiceFacts,
  hint: (lines: readonly string[]) => void,
): Promise<void> {
  for (const each of problemGroups(warnings)) logger.warn(each);
  const { project, isNew, stack, workspace, nxProject, lock } = facts;
  const unlocked = images.filter(({ locked }) => locked.isMissing);
  let isBuildable = lock.broken.every(({ kind }) => kind === 'lock-missing');
  if (isNew || unlocked.length > 0) {
    const isLocked = await lockService({
      workspaceRoot: tree.root,
      project,
      stack,
      workspace: workspace.model,
    });
    isBuildable &&= isLocked;
    const written = unlocked.filter((image) => isWritten(image, edits));
    fitToLock(tree, written, { ...facts, isLocked });
  }
  const gain = writeFirstLayers(tree.root, projectNames(facts), workspace.options);
  if (edits.length === 0 && kept.length === 0) {
    logger.info(nothingToChange(images.map(({ edit }) => edit.file)));
  }
  if (edits.length > 0) {
    const hints = { nxProject, project, stack, options: workspace.options, isBuildable };
    hint(serviceHints({ ...hints, ...(gain !== undefined && { gain }) }));
  }
}

/** Names of Nx projects by their folders, with the one that is new. */
function projectNames({
  project,
  nxProject,
  workspace,
}: ServiceFacts): ReadonlyMap<string, string> {
  const names = [...workspace.projects].map(([name, root]): [string, string] => [root, name]);
  return new Map([...names, [project.dir, nxProject]]);
}
