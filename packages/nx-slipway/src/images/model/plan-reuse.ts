import { normalizePlatform } from '../../dockerfile/platform';
import { familiarReference } from './image-catalogue';
import { KEY_LABEL } from './key-label';
import type { StoredImage } from './stored-image';

/** An image of a run that may be there already. */
export interface WantedImage {
  /** Image id in the workspace. */
  readonly image: string;
  readonly key: string;
  /** What stores had it under when it was built under this key. */
  readonly ids: readonly string[];
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
 * Which images the store has. Three things must agree: an id that the record of the key names is
 * there, its label names the key, and it is for the platform that is wanted. The label alone says
 * nothing, since an image built FROM another inherits it.
 */
export function planReuse(
  wanted: readonly WantedImage[],
  stored: readonly StoredImage[],
): readonly ExistingImage[] {
  const byId = new Map(stored.map((image) => [image.id, image]));
  return wanted.flatMap(({ image, key, ids, tags, platforms }) => {
    const found = ids
      .flatMap((id) => byId.get(id) ?? [])
      .find((each) => each.labels[KEY_LABEL] === key && isFor(each, platforms));
    if (!found) return [];
    const has = new Set(found.tags.map(familiarReference));
    return [
      { image, id: found.id, missingTags: tags.filter((tag) => !has.has(familiarReference(tag))) },
    ];
  });
}

/** Of an image for several platforms the id says which; whether all are there, the store is to be asked. */
function isFor({ platform }: StoredImage, platforms: readonly string[]): boolean {
  const [only] = platforms;
  return platforms.length !== 1 || normalizePlatform(platform) === normalizePlatform(only ?? '');
}
