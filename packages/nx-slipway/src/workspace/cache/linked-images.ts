import type { ImageLinks } from '../../images/upgrade/linked/image-links';
import { sha256 } from './sha256';
import { readStored, workspaceStore, writeStored } from './stored-value';

/** What images were linked with when they were last asked. What a script says in an image depends on its contents alone. */
export interface KnownLinks {
  /** Undefined for an image that has changed since. */
  readonly read: (reference: string, contents: string) => ImageLinks | undefined;
  readonly write: (reference: string, contents: string, links: ImageLinks) => void;
}

/** Opens what is known of images in Nx's workspace data folder, one file for each reference. */
export function knownLinks(workspaceRoot: string): KnownLinks {
  const storeOf = (reference: string) =>
    workspaceStore(workspaceRoot, `links-${sha256(reference)}`);
  return {
    read(reference, contents) {
      const known = readStored<StoredLinks>(storeOf(reference));
      return known?.contents === sha256(contents) ? known.links : undefined;
    },
    write: (reference, contents, links) =>
      writeStored<StoredLinks>(storeOf(reference), { contents: sha256(contents), links }),
  };
}

interface StoredLinks {
  /** A digest of them: variables of an image may be secret. */
  readonly contents: string;
  readonly links: ImageLinks;
}
