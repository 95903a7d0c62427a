import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { imageReferences } from '../../dockerfile/image-references';
import { findStage } from '../../dockerfile/stages/find-stage';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import type { Image } from './image';

/** All images of the workspace, and the Dockerfiles they are in. */
export interface ImageCatalogue {
  /** By {@link Image.id}. */
  readonly images: ReadonlyMap<string, Image>;
  /** By {@link Image.reference}. */
  readonly byReference: ReadonlyMap<string, Image>;
  /** By path relative to the workspace root. */
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  /** Dockerfiles of images that are built with arguments of their own, read with those; by image id. */
  readonly asBuilt: ReadonlyMap<string, Dockerfile>;
}

/** Makes a catalogue; of two images of one reference the first counts. */
export function imageCatalogue(
  images: readonly Image[],
  dockerfiles: readonly Dockerfile[],
  asBuilt: ReadonlyMap<string, Dockerfile> = new Map(),
): ImageCatalogue {
  return {
    images: new Map(images.map((image) => [image.id, image])),
    byReference: new Map([...images].reverse().map((image) => [image.reference, image])),
    dockerfiles: new Map(dockerfiles.map((dockerfile) => [dockerfile.file, dockerfile])),
    asBuilt,
  };
}

/** The Dockerfile of an image, read with the arguments that it is built with. */
export function dockerfileOf(
  { dockerfiles, asBuilt }: Pick<ImageCatalogue, 'dockerfiles' | 'asBuilt'>,
  { id, dockerfile }: Pick<Image, 'id' | 'dockerfile'>,
): Dockerfile | undefined {
  return asBuilt.get(id) ?? dockerfiles.get(dockerfile);
}

/** The stage of an image's Dockerfile of that name; without one the image's own. */
export function imageStage(
  catalogue: ImageCatalogue,
  image: Image,
  stage = image.stage,
): Stage | undefined {
  const dockerfile = dockerfileOf(catalogue, image);
  return dockerfile && findStage(dockerfile, stage);
}

/**
 * The image of the workspace a reference names. A tag other than `latest` and a digest name a published
 * one; so does an image's own name, since `FROM nginx` in the Dockerfile of `nginx` can mean no other.
 *
 * @param by the image whose Dockerfile holds the reference
 */
export function referencedImage(
  { byReference }: ImageCatalogue,
  reference: string,
  by?: Image,
): Image | undefined {
  const image = byReference.get(familiarReference(reference));
  return by && image?.id === by.id ? undefined : image;
}

/** A reference to an image of the workspace. */
export interface WorkspaceReference {
  readonly reference: string;
  readonly image: Image;
  /** The stages that are built FROM it. */
  readonly stages: readonly Stage[];
}

/**
 * References to images of the workspace that a stage and the stages it needs hold, each once.
 *
 * @param options.stage without one the image's own
 * @param options.replaced names of stages that are not built from the file
 */
export function workspaceReferences(
  catalogue: ImageCatalogue,
  image: Image,
  { stage, replaced = [] }: { readonly stage?: string; readonly replaced?: readonly string[] } = {},
): readonly WorkspaceReference[] {
  const dockerfile = dockerfileOf(catalogue, image);
  const target = imageStage(catalogue, image, stage);
  const reached =
    dockerfile && target ? reachableStages(withReplaced(dockerfile, replaced), target) : [];
  const references = imageReferences(reached);
  return [...new Set(references.map(({ text }) => text))].flatMap((text) => {
    const named = referencedImage(catalogue, text, image);
    const stages = reached.filter(({ from }) => from.kind === 'image' && from.text === text);
    return named ? [{ reference: familiarReference(text), image: named, stages }] : [];
  });
}

/** The same file, some stages of which are not built from it. */
function withReplaced(dockerfile: Dockerfile, names: readonly string[]): Dockerfile {
  const stages = dockerfile.stages.map((each) =>
    each.name !== undefined && names.includes(each.name)
      ? { ...each, isReplaced: true as const }
      : each,
  );
  return names.length === 0 ? dockerfile : { ...dockerfile, stages };
}

/** As `docker` prints a reference: without the default registry, its `library/`, and `:latest`. */
export function familiarReference(reference: string): string {
  return reference
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '')
    .replace(/:latest$/, '');
}
