import { normalizePlatform } from '../dockerfile/platform';
import { familiarReference } from './image-catalogue';
import { KEY_LABEL } from './key-label';
import type { StoredImage } from './stored-image';

/** An image of a run that may be there already. */
export interface WantedImage {
  /** Image id in the workspace. */
  readonly image: string;
  readonly key: string;
  /** What the store had it under when it was built under this key. */
  readonly id: string;
  /** The references it is to have. */
  readonly tags: readonly string[];
  readonly platforms: readonly string[];
}

/** An image that need not be built. */
export interface ExistingImage {
  readonly image: string;
  readonly id: string;
  /** References it has yet to get. */
  readonly missingTags: readonly string[];
}

/**
 * Which images the store has. Three things must agree: the id that the record of the key names is
 * there, its label names the key, and it is for the platform that is wanted. The label alone says
 * nothing, since an image built FROM another inherits it.
 */
export function planReuse(
  wanted: readonly WantedImage[],
  stored: readonly StoredImage[],
): readonly ExistingImage[] {
  const byId = new Map(stored.map((image) => [image.id, image]));
  return wanted.flatMap(({ image, key, id, tags, platforms }) => {
    const found = byId.get(id);
    if (found?.labels[KEY_LABEL] !== key || !isFor(found, platforms)) return [];
    const has = new Set(found.tags.map(familiarReference));
    return [{ image, id, missingTags: tags.filter((tag) => !has.has(familiarReference(tag))) }];
  });
}

/** Of an image for several platforms the id says that all are there. */
function isFor({ platform }: StoredImage, platforms: readonly string[]): boolean {
  const [only] = platforms;
  return platforms.length !== 1 || normalizePlatform(platform) === normalizePlatform(only ?? '');
}
