import { externalBase } from '../model/external-base';
import type { Image } from '../model/image';
import type { ImageCatalogue } from '../model/image-catalogue';

/** What of an image's workspace goes into its labels. */
export interface LabelFacts {
  /** URL of the workspace's repository, where its package.json names one. */
  readonly source?: string;
}

/**
 * The OCI labels of an image that stay the same from build to build. Revision, version and date would
 * give an unchanged image a new id, so they are left to tagging and pushing.
 *
 * Keys: https://specs.opencontainers.org/image-spec/annotations/
 */
export function planLabels(
  catalogue: ImageCatalogue,
  image: Image,
  { source }: LabelFacts,
): Readonly<Record<string, string>> {
  const base = externalBase(catalogue, image);
  const [name, digest] = base?.split('@') ?? [];
  return {
    'org.opencontainers.image.title': image.id,
    ...(source && { 'org.opencontainers.image.source': source }),
    ...(name && { 'org.opencontainers.image.base.name': name }),
    ...(digest && { 'org.opencontainers.image.base.digest': digest }),
  };
}
