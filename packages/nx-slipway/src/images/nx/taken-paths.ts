import { posix } from 'node:path';
import type { ReadResult } from 'dockerfile-frontend';
import { isFolderContext } from '../../dockerfile/context-kind';
import { contextPaths, MAIN_CONTEXT, namedPaths, readTarget } from '../../dockerfile/read-target';
import type { Image } from '../model/image';
import { dockerfileOf } from '../model/image-catalogue';
import type { ImageModel } from '../model/image-model';
import { type AppliedSetting, applySettings } from '../model/image-setting';
import { isGeneratedService } from '../model/is-generated-service';
import { isForDevelopment } from '../roles/is-for-development';

/** One way in which an image is configured to be built, and what BuildKit then takes. */
export interface ReadSetting extends AppliedSetting {
  /** Undefined for what BuildKit refuses. */
  readonly result: ReadResult | undefined;
  /** Paths that it takes out of its context, relative to that; what it inherits may take all. */
  readonly contextPaths: readonly string[];
}

/** Reads an image in all the ways in which it is configured to be built. */
export function readSettings(image: Image, model: ImageModel): readonly ReadSetting[] {
  const file = model.catalogue.dockerfiles.get(image.dockerfile);
  if (!file) return [];
  const takesAll = hasTriggers(image, model);
  return applySettings(image, file, model.settings).map((setting) => {
    const { dockerfile, stage } = setting;
    const result = stage && readTarget(dockerfile, stage);
    const paths = takesAll ? ['.'] : contextPaths(result, MAIN_CONTEXT);
    return { ...setting, result, contextPaths: paths };
  });
}

/**
 * What a Dockerfile takes out of its context and out of folders that are named contexts, relative to the workspace
 * root. The context of a generated one is an allow-list of the project's folder and its libraries, which are
 * inputs anyway, and of what its instructions take by name.
 */
export function takenPaths(image: Image, settings: readonly ReadSetting[]): readonly string[] {
  return settings.flatMap(({ dockerfile, context, result, contextPaths: paths }) => {
    const folders = Object.entries(dockerfile.arguments.contexts ?? {})
      .filter(([, value]) => isFolderContext(value))
      .flatMap(([name, folder]) => within(folder, contextPaths(result, name)));
    const isAllowed = isGeneratedService(dockerfile);
    const main = within(context, isAllowed ? namedPaths(result) : paths);
    // An image to develop in takes the whole folder of its project, with the tests.
    const isWhole = (path: string): boolean => path === image.root && isForDevelopment(dockerfile);
    const own = main.filter((each) => isWhole(each) || !isWithin(image.root, each));
    return [...(isAllowed ? own : main), ...folders];
  });
}

/** Whether an image of the workspace that a stage starts from has an `ONBUILD`, which may take any file. */
function hasTriggers({ id }: Image, { catalogue, links }: ImageModel): boolean {
  const bases = (links.get(id)?.upstream ?? []).filter(({ reference }) => reference.how === 'from');
  const stages = bases.flatMap(({ image }) => dockerfileOf(catalogue, image)?.stages ?? []);
  return stages.some(({ instructions }) =>
    instructions.some(({ keyword }) => keyword === 'ONBUILD'),
  );
}

/** Paths of a folder relative to the workspace root; none of a folder outside of it. */
function within(folder: string, paths: readonly string[]): readonly string[] {
  const root = posix.normalize(folder);
  return /^(\.\.)?\/|^\.\.$/.test(root) ? [] : paths.map((path) => posix.join(root, path));
}

/** Whether a path is a folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '.' || path.startsWith(`${folder}/`);
}
