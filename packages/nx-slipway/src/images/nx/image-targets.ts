import { posix } from 'node:path';
import type { Image } from '../model/image';
import type { TargetInput } from './image-inputs';
import { type TargetMetadata, targetMetadata } from './target-metadata';

/** Options of a build target to begin with. */
const BUILD_EXAMPLE = { platforms: ['linux/amd64', 'linux/arm64'] };

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
  readonly metadata: TargetMetadata;
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
  /** Compares built images with the newest base; absent where no stack needs it. */
  readonly checkBaseTargetName?: string;
  /** What `nx release publish` runs; absent where the plugin does not publish. */
  readonly publishTargetName?: string;
}

/**
 * The targets of a project's images. None is cached: a hit would say nothing of whether the image exists.
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
    checkBaseTargetName: checkBase,
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
  const project = images[0]?.project ?? '';
  targets.set(build, {
    executor: 'nx-slipway:build-image',
    options: {},
    cache: false,
    dependsOn: [`^${build}`],
    inputs: inputs(whole),
    metadata: targetMetadata(`Build ${listed(whole)}`, [project, build], BUILD_EXAMPLE),
  });
  if (push !== undefined) targets.set(push, pushTarget(whole, [push, build], inputs(whole)));
  if (isStack && checkBase !== undefined) targets.set(checkBase, checkTarget(project, checkBase));
  if (publish !== undefined) {
    targets.set(publish, {
      executor: 'nx-slipway:release-publish',
      options: { buildTarget: build },
      cache: false,
      dependsOn: [],
      metadata: targetMetadata(
        `Push ${listed(whole)} under the tags of a release`,
        [project, publish],
        { dryRun: true },
      ),
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
        metadata: targetMetadata(
          `Build ${reference}`,
          [project, `${build}${suffix}`],
          BUILD_EXAMPLE,
        ),
      });
      if (push !== undefined) {
        const named = [`${push}${suffix}`, `${build}${suffix}`] as const;
        targets.set(named[0], pushTarget([image], named, inputs([image], name)));
      }
    }
    if (isStack || run === undefined) continue;
    targets.set(`${run}${suffix}`, {
      executor: 'nx-slipway:run-image',
      options,
      cache: false,
      continuous: true,
      dependsOn: [`${build}${suffix}`],
      metadata: targetMetadata(`Run ${reference} in a container`, [project, `${run}${suffix}`], {
        ports: ['8080:8000'],
        env: { LOG_LEVEL: 'debug' },
      }),
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
  [target, buildTarget]: readonly [string, string],
  inputs: readonly [string],
): ImageTarget {
  const [{ root = '.', name = undefined, project = '' } = {}] = images;
  const file = images.length > 1 || name === undefined ? 'images' : `image-${name}`;
  return {
    executor: 'nx-slipway:push-image',
    options: { buildTarget, digestFile: posix.join('dist', root, `${file}.json`) },
    outputs: ['{options.digestFile}'],
    cache: false,
    inputs,
    metadata: targetMetadata(`Push ${listed(images)}`, [project, target], { tags: ['type=sha'] }),
  };
}

function checkTarget(project: string, target: string): ImageTarget {
  return {
    executor: 'nx-slipway:check-base',
    options: {},
    cache: false,
    metadata: targetMetadata(
      `Say which images of ${project}, and of what is built from it, rest on an outdated base`,
      [project, target],
      { base: 'origin/main' },
    ),
  };
}

function listed(images: readonly Image[]): string {
  return images.map(({ reference }) => reference).join(', ');
}
