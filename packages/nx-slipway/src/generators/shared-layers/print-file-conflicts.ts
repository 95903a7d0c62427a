import { logger } from '@nx/devkit';
import { formatProblem } from '../../problems/format-problem';
import { wheelRecordStore } from '../../workspace/cache/wheel-records';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { readIndexSettings } from '../package-index/index-choice';
import { checkFiles, type FileSources } from './check-files';
import { formatUnchecked } from './format-unchecked';
import type { SharedLayersFacts } from './plan-shared-layers';

/**
 * Prints which packages of an image install different contents of a file, before a build finds them, and of how many
 * packages that is not known.
 *
 * @param outside where files of wheels are known from; tests give answers of their own
 */
export async function printFileConflicts(
  { stacks, known }: SharedLayersFacts,
  { root, ...workspace }: Pick<TreeWorkspace, 'model' | 'read'> & { readonly root: string },
  outside: Partial<FileSources>,
): Promise<void> {
  const { conflicts, unchecked } = await checkFiles(stacks, known?.together ?? [], {
    ...{ fetchPage: fetch, records: wheelRecordStore(root) },
    ...readIndexSettings(workspace, process.env),
    ...outside,
  });
  for (const conflict of conflicts) {
    logger.warn(formatProblem({ kind: 'file-conflict', ...conflict }));
  }
  const line = formatUnchecked(unchecked);
  if (line !== undefined) logger.info(line);
}
