import { posix } from 'node:path';
import type { Image } from '../../images/model/image';
import type { ImageModel } from '../../images/model/image-model';
import { requirementNames } from '../../python/pip/requirement-names';

/** What the base-builder of an image installs, by the file its stack keeps. */
export interface BuilderRequirements {
  /** Path relative to the workspace root. */
  readonly file: string;
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
  { links }: ImageModel,
): BuilderRequirements | undefined {
  const builder = links
    .get(image.id)
    ?.upstream.find(({ image: upstream }) => upstream.stage === 'base-builder')?.image;
  const file = builder && posix.join(builder.root, 'builder-requirements.txt');
  const text = file && read(file);
  return file && text !== undefined ? { file, names: requirementNames(text) } : undefined;
}
