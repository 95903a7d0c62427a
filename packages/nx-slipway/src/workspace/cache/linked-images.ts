import type { ImageLinks } from '../../images/upgrade/linked/image-links';
import { sha256 } from './sha256';
import { readStored, workspaceStore, writeStored } from './stored-value';

/** What images were linked with when they were last asked. An image of one id is always the same. */
export interface KnownLinks {
  /** Undefined for an image that has changed since. */
  readonly read: (reference: string, id: string) => ImageLinks | undefined;
  readonly write: (reference: string, id: string, links: ImageLinks) => void;
}

/** Opens what is known of images in Nx's workspace data folder, one file for each reference. */
export function knownLinks(workspaceRoot: string): KnownLinks {
  const storeOf = (reference: string) =>
    workspaceStore(workspaceRoot, `links-${sha256(reference)}`);
  return {
    read(reference, id) {
      const known = readStored<StoredLinks>(storeOf(reference));
      return known?.id === id ? known.links : undefined;
    },
    write: (reference, id, links) => writeStored<StoredLinks>(storeOf(reference), { id, links }),
  };
}

interface StoredLinks {
  readonly id: string;
  readonly links: ImageLinks;
}
