import type { Image } from './image';
import { type ImageCatalogue, imageStage, referencedImage } from './image-catalogue';

/** What of an image's surroundings goes into its labels. */
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

/** The reference outside the workspace that the chain of FROMs ends at; undefined for `scratch`. */
function externalBase(
  catalogue: ImageCatalogue,
  image: Image,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  const dockerfile = catalogue.dockerfiles.get(image.dockerfile);
  let stage = imageStage(catalogue, image);
  while (stage?.from.kind === 'stage' && dockerfile) {
    // A stage is built FROM one above it, so this ends.
    stage = dockerfile.stages[stage.from.stage ?? -1];
  }
  if (stage?.from.kind !== 'image') {
    return undefined;
  }
  const upstream = referencedImage(catalogue, stage.from.text);
  if (!upstream) {
    return stage.from.text;
  }
  return seen.has(upstream.id)
    ? undefined
    : externalBase(catalogue, upstream, new Set([...seen, upstream.id]));
}
