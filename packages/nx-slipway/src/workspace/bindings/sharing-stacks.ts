import type { SharingImage, SharingStacks } from '../../images/shared-layers/sharing-image';
import type { ReadBindings } from './read-bindings';

/** The images that may share layers among those whose bindings were read. @param bindings by image id */
export function sharingStacks(bindings: ReadonlyMap<string, ReadBindings>): SharingStacks {
  const stacks = new Map<string, readonly SharingImage[]>();
  for (const [id, { sharing }] of bindings) {
    if (!sharing) continue;
    const { closure, stack } = sharing;
    const known = stacks.get(stack.name) ?? [];
    stacks.set(stack.name, [...known, { id, closure, hasOwnBuilder: stack.hasOwnBuilder }]);
  }
  return stacks;
}
