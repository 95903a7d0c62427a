import { ProblemsError } from '../../problems/problems-error';
import { COMMON_MACHINES } from '../../python/pep508/marker-environment';
import { readImageBindings } from '../../workspace/bindings/read-image-bindings';
import { readLayerGroups } from '../../workspace/bindings/read-layer-groups';
import { sharingStacks } from '../../workspace/bindings/sharing-stacks';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import type { SharedLayersFacts } from './plan-shared-layers';

/**
 * Reads what images share and could share.
 *
 * @param read text of a file by its path relative to the workspace root
 * @throws {ProblemsError} where shared-layers.json cannot be read
 */
export function readSharedLayersFacts(
  workspace: WorkspaceModel,
  read: (file: string) => string | undefined,
): SharedLayersFacts {
  const layers = readLayerGroups(read);
  if (layers.problems.length > 0) throw new ProblemsError(layers.problems);
  const images = workspace.images.catalogue.images.values();
  const bindings = readImageBindings(images, {
    ...{ workspace, read, layers, machines: COMMON_MACHINES },
    hasFile: (file) => read(file) !== undefined,
  });
  const unread = [...bindings.values()].flatMap(({ sharing, problems }) =>
    sharing ? [] : problems,
  );
  return {
    stacks: sharingStacks(bindings),
    unread,
    ...(layers.layerGroups && { known: layers.layerGroups }),
  };
}
