import type { SharingImage, SharingStacks } from '../../images/shared-layers/sharing-image';
import type { ReadSeams } from './read-seams';

/** The images that may share layers among those whose seams were read. @param seams by image id */
export function sharingStacks(seams: ReadonlyMap<string, ReadSeams>): SharingStacks {
  const stacks = new Map<string, readonly SharingImage[]>();
  for (const [id, { sharing }] of seams) {
    if (!sharing) continue;
    const { closure, stack } = sharing;
    const known = stacks.get(stack.name) ?? [];
    stacks.set(stack.name, [...known, { id, closure, hasOwnBuilder: stack.hasOwnBuilder }]);
  }
  return stacks;
}
