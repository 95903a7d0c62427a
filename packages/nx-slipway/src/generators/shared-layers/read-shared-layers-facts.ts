import { ProblemsError } from '../../problems/problems-error';
import { COMMON_MACHINES } from '../../python/marker-environment';
import { lockReader } from '../../workspace/lock-reader';
import { readPartition } from '../../workspace/read-partition';
import { readServiceTemplates } from '../../workspace/read-service-templates';
import { readSharingImages } from '../../workspace/read-sharing-images';
import type { WorkspaceModel } from '../../workspace/workspace-model';
import type { SharedLayersFacts } from './plan-shared-layers';

/**
 * Reads what images share and could share.
 *
 * @param read text of a file by its path relative to the workspace root
 * @throws {ProblemsError} where the partition there is cannot be read
 */
export function readSharedLayersFacts(
  workspace: WorkspaceModel,
  read: (file: string) => string | undefined,
): SharedLayersFacts {
  const layers = readPartition(read);
  if (layers.problems.length > 0) throw new ProblemsError(layers.problems);
  const stacks = readSharingImages(workspace, {
    read,
    readLock: lockReader({ read, workspace }),
    templates: readServiceTemplates(),
    layers,
    machines: COMMON_MACHINES,
  });
  return { stacks, ...(layers.partition && { known: layers.partition }) };
}
