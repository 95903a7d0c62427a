import { posix } from 'node:path';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Adoption } from '../../images/adoption/adoption';
import { imageName } from '../../images/model/image-name';
import { isGeneratedService } from '../../images/model/is-generated-service';
import type { Problem } from '../../problems/problem';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { finalFile } from './replace-dockerfile';
import type { AdoptedImage } from './write-adoption';

/** An image that a hand-written Dockerfile makes, and the new one. */
export interface NamedImage extends AdoptedImage {
  /** Stage that makes the old image; absent for one without a name. */
  readonly stage?: string;
  /** Name of the new image once it has replaced the old one; absent for the first of the project. */
  readonly finalImage?: string;
}

/** Names the new images: one as it is asked for, several by the names that they have now before it. */
export function namedImages(
  images: readonly {
    readonly name?: string;
    readonly stage?: string;
    readonly adoption: Adoption;
  }[],
  { dir, wanted }: { readonly dir: string; readonly wanted: string },
): readonly NamedImage[] {
  return images.map(({ name, stage, adoption }) => {
    const image = name === undefined ? wanted : `${optionValue(name)}-${wanted}`;
    const own = name === undefined ? undefined : imageName(name);
    return {
      ...(stage !== undefined && { stage }),
      ...{ adoption, image, file: posix.join(dir, `${image}.Dockerfile`) },
      final: finalFile(dir, own),
      ...(own !== undefined && { finalImage: own }),
    };
  });
}

/** A name as the option `--image` takes it: `Dockerfile.model_server` makes an image of another kind of name. */
function optionValue(name: string): string {
  return imageName(name).replace(/[._-]+/g, '-');
}

/** Refuses names that another image has, and a file that somebody has written by hand; nothing is written before. */
export function checkImages(
  images: readonly NamedImage[],
  {
    project,
    workspace: { model, read },
    force,
  }: {
    readonly project: string;
    readonly workspace: Pick<TreeWorkspace, 'model' | 'read'>;
    readonly force: boolean;
  },
): readonly Problem[] {
  const all = [...model.images.catalogue.images.values()];
  return images.flatMap(({ image, file }): readonly Problem[] => {
    const id = imageName(`${project}-${image}`);
    const other = all.find((each) => each.id === id && each.dockerfile !== file);
    const text = read(file);
    const isByHand =
      text !== undefined && !isGeneratedService(parseDockerfile(text, file).dockerfile);
    if (!other && (!isByHand || force)) return [];
    const place = { file: other?.dockerfile ?? file };
    return [{ kind: 'adopt-image-taken', place, image, free: freeName(image, project, all) }];
  });
}

function freeName(image: string, project: string, all: readonly { readonly id: string }[]): string {
  const taken = new Set(all.map(({ id }) => id));
  const names = Array.from({ length: 100 }, (_, index) => `${image}-${index + 2}`);
  return names.find((name) => !taken.has(imageName(`${project}-${name}`))) ?? `${image}-new`;
}
