import { posix } from 'node:path';
import type { Dockerfile } from '../dockerfile/dockerfile';
import type { DockerfileProblem } from '../problems/dockerfile-problem';
import { findImages, type ImageHome, type ImageSearch } from './find-images';
import type { Image } from './image';
import { type ImageCatalogue, imageCatalogue } from './image-catalogue';
import { type ImageLinks, linkImages } from './link-images';
import { projectlessDockerfiles } from './projectless-dockerfiles';

/** All images of the workspace and how they hang together. */
export interface ImageModel {
  readonly catalogue: ImageCatalogue;
  /** By {@link Image.id}. */
  readonly links: ReadonlyMap<string, ImageLinks>;
  /** Images by project folder, in the order of their references. */
  readonly byRoot: ReadonlyMap<string, readonly Image[]>;
  readonly problems: readonly DockerfileProblem[];
}

/**
 * Finds the images of the given folders and links them. Dockerfiles elsewhere are nobody's business, and
 * one that does not parse has the images that can be read out of it.
 *
 * @param homes folders that may have images
 * @param dockerfiles all Dockerfiles, wherever they lie
 */
export function imageModel(
  homes: readonly Omit<ImageHome, 'dockerfiles'>[],
  dockerfiles: readonly Dockerfile[],
  search: ImageSearch,
): ImageModel {
  const byFolder = new Map<string, Dockerfile[]>();
  for (const dockerfile of [...dockerfiles].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const root = posix.dirname(dockerfile.file);
    byFolder.set(root, [...(byFolder.get(root) ?? []), dockerfile]);
  }
  const furnished = [...homes]
    .sort((a, b) => (a.root < b.root ? -1 : 1))
    .map((home): ImageHome => ({ ...home, dockerfiles: byFolder.get(home.root) ?? [] }));
  const { images, problems } = findImages(furnished, search);
  const catalogue = imageCatalogue(images, dockerfiles);
  const linked = linkImages(catalogue, search.namespace);
  const byRoot = new Map<string, Image[]>();
  for (const image of images) {
    byRoot.set(image.root, [...(byRoot.get(image.root) ?? []), image]);
  }
  const stray = projectlessDockerfiles(catalogue, linked.links, {
    homes: new Set(homes.map(({ root }) => root)),
    namespace: search.namespace,
  });
  return {
    catalogue,
    links: linked.links,
    byRoot,
    problems: [...problems, ...linked.problems, ...stray],
  };
}
