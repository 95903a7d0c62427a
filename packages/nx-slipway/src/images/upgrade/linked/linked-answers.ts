import type { LackingLibraries } from './base-libraries';
import type { ImageLinks } from './image-links';

/** What built images said of themselves, by reference; none for an image that is not built. */
export type LinkedImages = ReadonlyMap<string, ImageLinks | UnknownLinks>;

/** Why nobody knows what an image is linked with. */
export interface UnknownLinks {
  readonly why: string;
  /** Whether an engine did not answer. */
  readonly isDown?: true;
}

/** What is known of the libraries that built images are linked with. */
export interface LinkedAnswers {
  readonly images: LinkedImages;
  /** What the new base lacks for each image that needs something, by reference. */
  readonly lacking: ReadonlyMap<string, LackingLibraries> | { readonly why: string };
}
