import { posix } from 'node:path';
import type { Image } from '../model/image';
import type { TargetInput } from './image-inputs';

/** A target in Nx's terms. */
export interface ImageTarget {
  readonly executor: string;
  readonly options: Readonly<Record<string, string>>;
  readonly outputs?: readonly string[];
  readonly cache: false;
  readonly continuous?: true;
  readonly dependsOn?: readonly string[];
  /** A name of {@link ImageTargets.namedInputs}. */
  readonly inputs?: readonly [string];
  readonly metadata: { readonly description: string };
}

/** The targets of a project's images, and the files that decide them. */
export interface ImageTargets {
  /** Sorted by name. */
  readonly targets: Readonly<Record<string, ImageTarget>>;
  /** Of the project: `image` for all of its images, `image-<name>` for one. Several targets go by each. */
  readonly namedInputs: Readonly<Record<string, readonly TargetInput[]>>;
}

/** Names the targets get; those of single images have `-<name>` behind them. */
export interface TargetNames {
  readonly buildTargetName: string;
  /** Absent for images that others are built from and nobody runs. */
  readonly runTargetName?: string;
  /** Absent for images that others are built from, which are pushed when those ask for it. */
  readonly pushTargetName?: string;
  /** What `nx release publish` runs; absent where the plugin does not publish. */
  readonly publishTargetName?: string;
}

/**
 * The targets of a project's images. None is cached: a hit would say nothing of whether the image exists.
 * None says that it is `docker`'s: Nx release would run another plugin's code on it.
 *
 * @param images all images of one project
 * @param names what targets are called
 * @param inputsOf inputs of a set of the project's images
 */
export function imageTargets(
  images: readonly Image[],
  {
    buildTargetName: build,
    runTargetName: run,
    pushTargetName,
    publishTargetName: publish,
  }: TargetNames,
  inputsOf: (images: readonly Image[]) => readonly TargetInput[],
): ImageTargets {
  const targets = new Map<string, ImageTarget>();
  const namedInputs = new Map<string, readonly TargetInput[]>();
  const inputs = (some: readonly Image[], name?: string): readonly [string] => {
    const key = name === undefined ? 'image' : `image-${name}`;
    if (!namedInputs.has(key)) namedInputs.set(key, inputsOf(some));
    return [key];
  };
  const isStack = images.some(({ name }) => name === 'base-builder');
  const push = isStack ? undefined : pushTargetName;
  const whole = isStack ? images.filter(({ name }) => name !== 'dev') : images;
  targets.set(build, {
    executor: 'nx-slipway:build-image',
    options: {},
    cache: false,
    dependsOn: [`^${build}`],
    inputs: inputs(whole),
    metadata: { description: `Build ${listed(whole)}` },
  });
  if (push !== undefined) targets.set(push, pushTarget(whole, build, inputs(whole)));
  if (publish !== undefined) {
    targets.set(publish, {
      executor: 'nx-slipway:release-publish',
      options: { buildTarget: build },
      cache: false,
      dependsOn: [],
      metadata: { description: `Push ${listed(whole)} under the tags of a release` },
    });
  }
  for (const image of images) {
    const { name, reference } = image;
    const suffix = name === undefined ? '' : `-${name}`;
    const options = name === undefined ? {} : { image: name };
    if (name !== undefined) {
      targets.set(`${build}${suffix}`, {
        executor: 'nx-slipway:build-image',
        options,
        cache: false,
        dependsOn: [`^${build}`],
        inputs: inputs([image], name),
        metadata: { description: `Build ${reference}` },
      });
      if (push !== undefined) {
        const target = pushTarget([image], `${build}${suffix}`, inputs([image], name));
        targets.set(`${push}${suffix}`, target);
      }
    }
    if (isStack || run === undefined) continue;
    targets.set(`${run}${suffix}`, {
      executor: 'nx-slipway:run-image',
      options,
      cache: false,
      continuous: true,
      dependsOn: [`${build}${suffix}`],
      metadata: { description: `Run ${reference} in a container` },
    });
  }
  return {
    targets: Object.fromEntries([...targets].sort(([a], [b]) => (a < b ? -1 : 1))),
    namedInputs: Object.fromEntries(namedInputs),
  };
}

/**
 * Pushes what a build target builds. It depends on no other task: it builds by itself, in the one call
 * of the engine, without loading anything into a store.
 */
function pushTarget(
  images: readonly Image[],
  buildTarget: string,
  inputs: readonly [string],
): ImageTarget {
  const [{ root = '.', name = undefined } = {}] = images;
  const file = images.length > 1 || name === undefined ? 'images' : `image-${name}`;
  return {
    executor: 'nx-slipway:push-image',
    options: { buildTarget, digestFile: posix.join('dist', root, `${file}.json`) },
    outputs: ['{options.digestFile}'],
    cache: false,
    inputs,
    metadata: { description: `Push ${listed(images)}` },
  };
}

function listed(images: readonly Image[]): string {
  return images.map(({ reference }) => reference).join(', ');
}
