import type { SharingImage } from '../images/shared-layers/sharing-image';
import { readSeams, type SeamReaders } from './read-seams';
import type { WorkspaceModel } from './workspace-model';

/** The images of a workspace that may share layers, by stack. */
export type SharingStacks = ReadonlyMap<string, readonly SharingImage[]>;

/** Reads what every image of the workspace may share; one that cannot be built shares nothing. */
export function readSharingImages(workspace: WorkspaceModel, readers: SeamReaders): SharingStacks {
  const stacks = new Map<string, readonly SharingImage[]>();
  for (const image of workspace.images.catalogue.images.values()) {
    const { sharing } = readSeams(image, workspace, readers);
    if (!sharing) continue;
    const { stack, lock, environment } = sharing;
    const { name, hasOwnBuilder } = stack;
    const closure = lock.packages(environment);
    stacks.set(name, [...(stacks.get(name) ?? []), { id: image.id, closure, hasOwnBuilder }]);
  }
  return stacks;
}
