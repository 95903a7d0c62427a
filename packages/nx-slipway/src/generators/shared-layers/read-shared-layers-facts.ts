import { ProblemsError } from '../../problems/problems-error';
import { COMMON_MACHINES } from '../../python/pep508/marker-environment';
import { readImageSeams } from '../../workspace/bindings/read-image-seams';
import { readPartition } from '../../workspace/bindings/read-partition';
import { sharingStacks } from '../../workspace/bindings/sharing-stacks';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
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
  const images = workspace.images.catalogue.images.values();
  const seams = readImageSeams(images, {
    ...{ workspace, read, layers, machines: COMMON_MACHINES },
    hasFile: (file) => read(file) !== undefined,
  });
  const unread = [...seams.values()].flatMap(({ sharing, problems }) => (sharing ? [] : problems));
  return {
    stacks: sharingStacks(seams),
    unread,
    ...(layers.partition && { known: layers.partition }),
  };
}
