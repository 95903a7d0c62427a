import type { Dockerfile } from '../../dockerfile/dockerfile';
import type { Image } from './image';
import { dockerfileOf, type ImageCatalogue, workspaceReferences } from './image-catalogue';

/** Build argument that BuildKit takes the time of an image, of its history and of created folders from, as seconds. */
export const EPOCH_ARGUMENT = 'SOURCE_DATE_EPOCH';

/** What stacks are written with: 1 January 1980, the oldest time that a wheel can have. */
export const DEFAULT_EPOCH = '315532800';

/**
 * The time that an image is built with: what an `ARG SOURCE_DATE_EPOCH=…` before the first FROM of its Dockerfile says,
 * or of the Dockerfile of an image of the workspace that it is built from. BuildKit itself looks at no such default, but
 * at the argument alone. https://docs.docker.com/build/building/variables/#source_date_epoch
 *
 * @returns seconds since 1970 as digits; undefined for the time of the build
 */
export function sourceDateEpoch(
  catalogue: ImageCatalogue,
  image: Image,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  const dockerfile = dockerfileOf(catalogue, image);
  if (dockerfile === undefined || seen.has(image.id)) return undefined;
  const own = declaredEpoch(dockerfile);
  if (own !== undefined) return own;
  for (const used of workspaceReferences(catalogue, image)) {
    const found = sourceDateEpoch(catalogue, used.image, new Set([...seen, image.id]));
    if (found !== undefined) return found;
  }
  return undefined;
}

function declaredEpoch({ globals }: Dockerfile): string | undefined {
  for (const { text } of globals) {
    const [, epoch] = /^ARG\s+SOURCE_DATE_EPOCH=["']?(\d+)["']?$/i.exec(text) ?? [];
    if (epoch !== undefined) return epoch;
  }
  return undefined;
}
