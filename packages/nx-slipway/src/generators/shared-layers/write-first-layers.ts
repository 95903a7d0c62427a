import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { formatLayerGroups } from '../../images/shared-layers/format-layer-groups';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';
import { hasSavings } from '../../images/shared-layers/measure-sharing';
import { formatProblem } from '../../problems/format-problem';
import { formatSharingTotal } from '../../report/format-sharing';
import { linkOutside } from '../../workspace/files/link-outside';
import { replaceFiles } from '../../workspace/files/replace-files';
import { workspaceReader } from '../../workspace/files/workspace-reader';
import { writeProblem } from '../../workspace/files/write-problem';
import { readWorkspace } from '../../workspace/model/read-workspace';
import type { NormalizedPluginOptions } from '../../workspace/options/plugin-options';
import { renewSharedLayers } from './plan-shared-layers';
import { readSharedLayersFacts } from './read-shared-layers-facts';

/**
 * Groups packages for the first time once two services share some. It goes by the locks on disk, which
 * are made after Nx has written a generator's files. A grouping that is there is left as it is.
 *
 * @param names of Nx projects by folder
 */
export function writeFirstLayers(
  workspaceRoot: string,
  names: ReadonlyMap<string, string>,
  { sharedLayers, namespace }: NormalizedPluginOptions,
): void {
  const file = join(workspaceRoot, LAYER_GROUPS_FILE);
  if (!sharedLayers || existsSync(file)) return;
  const reader = workspaceReader(workspaceRoot);
  const workspace = readWorkspace(reader, names, { namespace: namespace });
  const plan = renewSharedLayers(readSharedLayersFacts(workspace, reader.read));
  if (!plan?.layerGroups) return;
  const link = linkOutside(workspaceRoot, LAYER_GROUPS_FILE);
  const place = { file: LAYER_GROUPS_FILE };
  if (link !== undefined) {
    logger.warn(formatProblem({ kind: 'file-outside-workspace', place, link }));
    return;
  }
  try {
    replaceFiles([{ file, content: formatLayerGroups(plan.layerGroups) }]);
  } catch (error) {
    logger.warn(formatProblem(writeProblem(error, workspaceRoot)));
    return;
  }
  logger.info(`CREATE ${LAYER_GROUPS_FILE}`);
  if (hasSavings(plan.after)) logger.info(formatSharingTotal(plan.after));
}
