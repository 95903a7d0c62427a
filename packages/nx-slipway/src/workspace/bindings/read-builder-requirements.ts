import { posix } from 'node:path';
import type { Image } from '../../images/model/image';
import type { ImageModel } from '../../images/model/image-model';
import { imagesBuiltFrom } from '../../images/model/images-built-from';
import { requirementNames } from '../../python/pip/requirement-names';

/** What the base-builder of an image installs, by the file its stack keeps. */
export interface BuilderRequirements {
  /** Path relative to the workspace root. */
  readonly file: string;
  readonly text: string;
  /** Names of the images that are built in it or from it. */
  readonly images: readonly string[];
  /** Normalised names. */
  readonly names: ReadonlySet<string>;
}

/**
 * The builder requirements of the stack an image is built in; undefined where there is no such file.
 *
 * @param read text of a file by its path relative to the workspace root
 */
export function readBuilderRequirements(
  read: (file: string) => string | undefined,
  image: Image,
  model: ImageModel,
): BuilderRequirements | undefined {
  const builder = model.links
    .get(image.id)
    ?.upstream.find(({ image: upstream }) => upstream.stage === 'base-builder')?.image;
  const file = builder && posix.join(builder.root, 'builder-requirements.txt');
  const text = file && read(file);
  if (!builder || !file || text === undefined) return undefined;
  const images = imagesBuiltFrom(model, builder.dockerfile).map(({ id }) => id);
  return { file, text, images, names: requirementNames(text) };
}
