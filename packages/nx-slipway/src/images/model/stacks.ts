import { posix } from 'node:path';
import { contextPaths, readTarget } from '../../dockerfile/read-target';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { Image } from './image';
import { dockerfileOf, type ImageCatalogue, imageStage } from './image-catalogue';
import type { ImageModel } from './image-model';

/** A stack of the workspace: the images that one Dockerfile has stages for. */
export interface Stack {
  /** Name of the Nx project. */
  readonly name: string;
  readonly dockerfile: string;
  /** Reference that its base starts from; empty where a broken Dockerfile shows none. */
  readonly from: string;
  readonly base: Image;
  readonly builder: Image;
  /** What its services have in common, where the Dockerfile has the stage `base-app`. */
  readonly common?: Image;
  /** The image to develop in, where the Dockerfile has the stage. */
  readonly dev?: Image;
}

/** All stacks of a workspace, in the order of their references. */
export function findStacks({
  images,
  dockerfiles,
}: Pick<ImageCatalogue, 'images' | 'dockerfiles'>): readonly Stack[] {
  const all = [...images.values()];
  return all.flatMap((builder): Stack[] => {
    const sibling = (name: string) =>
      all.find((image) => image.dockerfile === builder.dockerfile && image.name === name);
    const [base, common, dev] = ['base', 'base-app', 'dev'].map(sibling);
    if (builder.name !== 'base-builder' || !base) return [];
    const { project, dockerfile } = builder;
    const file = dockerfiles.get(dockerfile);
    const from = (file && findStage(file, 'base')?.from.text) ?? '';
    return [
      {
        ...{ name: project, dockerfile, from, base, builder },
        ...(common && { common }),
        ...(dev && { dev }),
      },
    ];
  });
}

/**
 * The stack that a project is developed on: the one that its images are built from, and for a project without an image
 * the only one there is. Undefined where that leaves a choice.
 *
 * @param images those of the project
 */
export function stackOfProject(
  images: readonly Image[],
  { catalogue, links }: Pick<ImageModel, 'catalogue' | 'links'>,
): Stack | undefined {
  const stacks = findStacks(catalogue);
  const reached = new Set<string>();
  const visit = (image: Image): void => {
    if (reached.has(image.dockerfile)) return;
    reached.add(image.dockerfile);
    for (const { image: upstream } of links.get(image.id)?.upstream ?? []) visit(upstream);
  };
  for (const image of images) {
    reached.delete(image.dockerfile);
    visit(image);
  }
  const own = stacks.filter(({ dockerfile }) => reached.has(dockerfile));
  const [only, ...others] = own.length > 0 ? own : stacks;
  return others.length === 0 ? only : undefined;
}

/**
 * Returns stacks with the likeliest for a new image first: what most projects beside its folder are built on, then
 * what most projects of the workspace are.
 *
 * @param dir folder of the image's project; undefined for one that is nowhere yet
 */
export function rankStacks(
  stacks: readonly Stack[],
  { byRoot, ...model }: Pick<ImageModel, 'byRoot' | 'catalogue' | 'links'>,
  dir: string | undefined,
): readonly Stack[] {
  const built = [...byRoot].flatMap(([root, images]) => {
    const stack = stackOfProject(images, model);
    return stack && images.some((image) => image.project !== stack.name)
      ? [{ parent: posix.dirname(root), stack: stack.name }]
      : [];
  });
  const parent = dir === undefined ? undefined : posix.dirname(dir);
  const uses = ({ name }: Stack, isNear: boolean): number =>
    built.filter((each) => each.stack === name && (!isNear || each.parent === parent)).length;
  return [...stacks].sort(
    (a, b) =>
      uses(b, true) - uses(a, true) ||
      uses(b, false) - uses(a, false) ||
      (a.name < b.name ? -1 : 1),
  );
}

/** A stack to develop on. */
export type DevStack = Stack & Required<Pick<Stack, 'dev'>>;

/**
 * The stack of a project, if its stage `dev` has the packages of the project's lock; undefined where none has.
 *
 * @param lockFile the project's, relative to the workspace root
 * @param images those of the project
 */
export function devStackOf(
  lockFile: string,
  images: readonly Image[],
  model: Pick<ImageModel, 'catalogue' | 'links'>,
): DevStack | undefined {
  const stack = stackOfProject(images, model);
  return stack && developsFrom(stack, lockFile, model.catalogue) ? stack : undefined;
}

/** Whether the stage `dev` of a stack takes a lock file out of the workspace, by its name. */
export function developsFrom(
  stack: Stack,
  lockFile: string,
  catalogue: ImageCatalogue,
): stack is DevStack {
  const dockerfile = stack.dev && dockerfileOf(catalogue, stack.dev);
  const stage = stack.dev && imageStage(catalogue, stack.dev);
  return (
    dockerfile !== undefined &&
    stage !== undefined &&
    contextPaths(readTarget(dockerfile, stage)).includes(lockFile)
  );
}
