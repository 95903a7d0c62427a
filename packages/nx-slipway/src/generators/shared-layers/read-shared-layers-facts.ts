import { ProblemsError } from '../../problems/problems-error';
import { COMMON_MACHINES } from '../../python/marker-environment';
import { lockReader } from '../../workspace/lock-reader';
import { readPartition } from '../../workspace/read-partition';
import { readSeams } from '../../workspace/read-seams';
import { readServiceTemplates } from '../../workspace/read-service-templates';
import { sharingStacks } from '../../workspace/sharing-stacks';
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
  const readers = {
    ...{ read, layers, readLock: lockReader({ read, workspace }) },
    templates: readServiceTemplates(),
    machines: COMMON_MACHINES,
  };
  const images = [...workspace.images.catalogue.images.values()];
  const seams = new Map(images.map((image) => [image.id, readSeams(image, workspace, readers)]));
  const unread = [...seams.values()].flatMap(({ sharing, problems }) => (sharing ? [] : problems));
  return {
    stacks: sharingStacks(seams),
    unread,
    ...(layers.partition && { known: layers.partition }),
  };
}
