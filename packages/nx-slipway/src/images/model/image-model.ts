import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import type { DockerfileProblem } from '../../problems/kinds/dockerfiles/dockerfile-problem';
import { findImages, type ImageSearch, type ProjectRoot } from './find-images';
import type { Image } from './image';
import { type ImageCatalogue, imageCatalogue } from './image-catalogue';
import { applySettings, type FindSettings, type ImageSettings } from './image-setting';
import { type ImageLinks, linkImages } from './link-images';
import { projectlessDockerfiles } from './projectless-dockerfiles';

/** All images of the workspace and how they hang together. */
export interface ImageModel {
  readonly catalogue: ImageCatalogue;
  /** By {@link Image.id}. */
  readonly links: ReadonlyMap<string, ImageLinks>;
  /** Images by project folder, in the order of their references. */
  readonly byRoot: ReadonlyMap<string, readonly Image[]>;
  /** The ways to build each image. */
  readonly settings: ImageSettings;
  readonly problems: readonly DockerfileProblem[];
}

/**
 * Finds the images of the given folders and links them. Dockerfiles elsewhere are ignored, and
 * one that does not parse has the images that can be read out of it.
 *
 * @param projectRoots folders that may have images
 * @param dockerfiles all Dockerfiles, wherever they lie
 * @param findSettings the ways to build each image; of several the first counts where only one can
 */
export function imageModel(
  projectRoots: readonly Omit<ProjectRoot, 'dockerfiles'>[],
  dockerfiles: readonly Dockerfile[],
  search: ImageSearch,
  findSettings: FindSettings = () => [],
): ImageModel {
  const byFolder = new Map<string, Dockerfile[]>();
  for (const dockerfile of [...dockerfiles].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const root = posix.dirname(dockerfile.file);
    byFolder.set(root, [...(byFolder.get(root) ?? []), dockerfile]);
  }
  const furnished = [...projectRoots]
    .sort((a, b) => (a.root < b.root ? -1 : 1))
    .map((home): ProjectRoot => ({ ...home, dockerfiles: byFolder.get(home.root) ?? [] }));
  const { images, problems } = findImages(furnished, search);
  const byFile = new Map(dockerfiles.map((dockerfile) => [dockerfile.file, dockerfile]));
  const found = images.map((image) => [image.id, findSettings(image)] as const);
  const settings: ImageSettings = new Map(found.filter(([, own]) => own.length > 0));
  const asBuilt = images.flatMap((image): [string, Dockerfile][] => {
    const dockerfile = settings.has(image.id) ? byFile.get(image.dockerfile) : undefined;
    const [first] = dockerfile ? applySettings(image, dockerfile, settings) : [];
    return first ? [[image.id, first.dockerfile]] : [];
  });
  const catalogue = imageCatalogue(images, dockerfiles, new Map(asBuilt));
  const linked = linkImages(catalogue, search.namespace, settings);
  const byRoot = new Map<string, Image[]>();
  for (const image of images) {
    byRoot.set(image.root, [...(byRoot.get(image.root) ?? []), image]);
  }
  const stray = projectlessDockerfiles(catalogue, linked.links, {
    projectRoots: new Set(projectRoots.map(({ root }) => root)),
    namespace: search.namespace,
  });
  return {
    catalogue,
    links: linked.links,
    byRoot,
    settings,
    problems: [...problems, ...linked.problems, ...stray],
  };
}
