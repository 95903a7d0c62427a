import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { Image } from './image';

/** One way to build an image, as far as it decides what the image is built from. */
export interface ImageSetting {
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Named contexts in bake's words. */
  readonly contexts?: Readonly<Record<string, string>>;
  /** Folder of the build context, relative to the workspace root; absent for the image's own. */
  readonly context?: string;
  /** Stage to build instead of the image's own. */
  readonly target?: string;
}

/** The ways to build an image that are configured or asked for; none for its Dockerfile as it stands. */
export type FindSettings = (image: Image) => readonly ImageSetting[];

/** Those of all images, by image id; images that are built as they stand are left out. */
export type ImageSettings = ReadonlyMap<string, readonly ImageSetting[]>;

/** A Dockerfile read as one setting has it, and the stage that is built then. */
export interface AppliedSetting {
  readonly dockerfile: Dockerfile;
  /** Undefined where the file has no such stage. */
  readonly stage: Stage | undefined;
  /** Folder of the build context, relative to the workspace root. */
  readonly context: string;
}

/** Reads an image's Dockerfile in each of its settings; once if there are no settings. */
export function applySettings(
  image: Image,
  dockerfile: Dockerfile,
  settings: ImageSettings,
): readonly AppliedSetting[] {
  return (settings.get(image.id) ?? [{}]).map((setting: ImageSetting) => {
    const { buildArgs = {}, contexts = {}, context = image.context ?? '.' } = setting;
    const isPlain = Object.keys(buildArgs).length + Object.keys(contexts).length === 0;
    const { text, file } = dockerfile;
    const read = isPlain
      ? dockerfile
      : parseDockerfile(text, file, { buildArgs, contexts }).dockerfile;
    return { dockerfile: read, stage: findStage(read, setting.target ?? image.stage), context };
  });
}
