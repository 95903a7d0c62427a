import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { formatLayerGroups } from '../../images/shared-layers/format-layer-groups';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';
import { hasSavings } from '../../images/shared-layers/measure-sharing';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { formatSharingTotal } from '../../report/format-sharing';
import { linkOutside } from '../../workspace/files/link-outside';
import { replaceFiles } from '../../workspace/files/replace-files';
import { workspaceReader } from '../../workspace/files/workspace-reader';
import { writeProblem } from '../../workspace/files/write-problem';
import { readWorkspace } from '../../workspace/model/read-workspace';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import type { NormalizedPluginOptions } from '../../workspace/options/plugin-options';
import { inStyleOf } from '../text-style';
import { formatApart, formatGain } from './format-gain';
import { renewSharedLayers, type SharedLayersPlan } from './plan-shared-layers';
import { readSharedLayersFacts } from './read-shared-layers-facts';

/**
 * Groups packages for the first time once two services share some. It goes by the locks on disk, which
 * are made after Nx has written a generator's files. An existing grouping is not changed: `nx sync` renews it.
 *
 * @param names of Nx projects by folder
 * @returns what `nx sync` would save by its own rule, in a sentence; undefined where it would change nothing
 */
export function writeFirstLayers(
  workspaceRoot: string,
  names: ReadonlyMap<string, string>,
  { sharedLayers, namespace }: NormalizedPluginOptions,
): string | undefined {
  const file = join(workspaceRoot, LAYER_GROUPS_FILE);
  if (!sharedLayers) return undefined;
  const reader = workspaceReader(workspaceRoot);
  const workspace = readWorkspace(reader, names, { namespace: namespace });
  const plan = planLayers(workspace, reader.read);
  if (!plan?.layerGroups) return undefined;
  if (existsSync(file)) {
    const content = inStyleOf(reader.read(LAYER_GROUPS_FILE), formatLayerGroups(plan.layerGroups));
    return content === reader.read(LAYER_GROUPS_FILE) ? undefined : formatGain(plan);
  }
  const link = linkOutside(workspaceRoot, LAYER_GROUPS_FILE);
  const place = { file: LAYER_GROUPS_FILE };
  if (link !== undefined) {
    logger.warn(formatProblem({ kind: 'file-outside-workspace', place, link }));
    return undefined;
  }
  try {
    replaceFiles([{ file, content: formatLayerGroups(plan.layerGroups) }]);
  } catch (error) {
    logger.warn(formatProblem(writeProblem(error, workspaceRoot)));
    return undefined;
  }
  logger.info(`CREATE ${LAYER_GROUPS_FILE}`);
  if (hasSavings(plan.after)) logger.info(formatSharingTotal(plan.after));
  if (plan.apart.length > 0) logger.info(formatApart(plan.apart));
  return undefined;
}

/** A file that cannot be read is told of, and stops no generator that does not write it. */
function planLayers(
  workspace: WorkspaceModel,
  read: (file: string) => string | undefined,
): SharedLayersPlan | undefined {
  try {
    return renewSharedLayers(readSharedLayersFacts(workspace, read));
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    logger.warn(error.message);
    return undefined;
  }
}
