import { posix } from 'node:path';
import { neededPlatforms } from '../../dockerfile/stages/needed-platforms';
import type { StageBindings } from '../../images/bindings/stage-bindings';
import type { Image } from '../../images/model/image';
import {
  dockerfileOf,
  imageStage,
  referencedImage,
  type WorkspaceReference,
  workspaceReferences,
} from '../../images/model/image-catalogue';
import { EPOCH_ARGUMENT, sourceDateEpoch } from '../../images/model/source-date-epoch';
import type { ImageOptions } from '../../images/options/image-options';
import {
  applicationStage,
  takesVersion,
  VERSION_ARGUMENT,
} from '../../images/options/takes-version';
import type { BakeInputs } from '../bake-inputs';
import { addStageBindings } from './add-stage-bindings';
import {
  type BakeFileBuilder,
  BUILDER_OWN,
  type ContentTarget,
  type Link,
} from './bake-file-builder';
import {
  builderBaseContexts,
  compilesNothing,
  copiedBuilder,
  isKeptBeside,
  keptContexts,
} from './builder-base-contexts';
import { type Crossing, isCrossed } from './crossing';
import { targetName } from './target-name';

/** What images are drafted from and into. */
export interface ImageScope {
  readonly inputs: BakeInputs;
  readonly bakeFile: BakeFileBuilder;
  /** Options of the images that are asked for, by image id. */
  readonly requested: ReadonlyMap<string, ImageOptions>;
  /** Absent where every step is run on the platform that it is for. */
  readonly crossing?: Crossing;
}

/** Drafts an image with everything it is built from. */
export function addImageTarget(image: Image, scope: ImageScope): Link {
  return scope.bakeFile.define(targetName(image.id), () => imageTarget(image, scope));
}

/**
 * The same image for others to be built in. Where the run asks for it for other platforms alone, it is a target beside
 * that one, which would be exported for the builder's own as well.
 */
function addBuilderTarget(image: Image, scope: ImageScope): Link {
  const { platforms = [] } = scope.requested.get(image.id) ?? {};
  const own = scope.crossing?.own;
  return own === undefined || platforms.length === 0 || platforms.includes(own)
    ? addImageTarget(image, scope)
    : scope.bakeFile.define(ownTargetName(image), () =>
        imageTarget(image, scope, addBuilderTarget),
      );
}

/** Name of the target that an image is built in on the builder's own platform. */
export function ownTargetName({ id }: Pick<Image, 'id'>): string {
  return targetName('own', id);
}

function imageTarget(
  image: Image,
  scope: ImageScope,
  add: typeof addImageTarget = addImageTarget,
): ContentTarget {
  const options = scope.requested.get(image.id);
  return {
    ...stageTarget(image, options?.target ?? image.stage, scope, add),
    labels: { ...scope.inputs.labels.get(image.id), ...options?.labels },
    ...(options?.pull && { pull: true }),
  };
}

/** @param add what adds the images that it is built from */
function stageTarget(
  image: Image,
  stage: string | undefined,
  scope: ImageScope,
  add: typeof addImageTarget = addImageTarget,
): ContentTarget {
  const { catalogue, bindings, workspaceRoot, runFolder, versions } = scope.inputs;
  const options = scope.requested.get(image.id);
  const version = versions.get(image.root);
  const application = applicationStage(catalogue, image, stage);
  const epoch = sourceDateEpoch(catalogue, image);
  const own = bindings.get(image.id);
  const plan = stage === image.stage || stage === undefined ? own : undefined;
  const trimmed = plan || stage === 'application' ? own?.trimmed : undefined;
  const crosses =
    scope.crossing !== undefined && isCrossed(scope.crossing, options?.platforms ?? []);
  const addKept = (used: Image): Link =>
    (isKeptBeside(used, scope.inputs) ? addKeptTarget : add)(used, scope);
  const builder = copiedBuilder(image, stage, scope.inputs);
  const bound = plan
    ? addStageBindings(plan, {
        imageId: image.id,
        bakeFile: scope.bakeFile,
        workspaceRoot,
        runFolder,
        versions,
        ...(epoch !== undefined && { epoch }),
        stageLink: (name) => linkStage(image, name, scope),
        builderLink: (name) => linkStage(image, name, scope, addBuilderTarget),
        keptLink: (name) => linkStage(image, name, scope, addBuilderTarget, addKeptTarget),
        ...(scope.crossing && { crossing: scope.crossing }),
        isCrossed: crosses,
      })
    : {};
  const references = workspaceReferences(catalogue, image, {
    ...(stage !== undefined && { stage }),
    replaced: crosses ? Object.keys(bound) : [],
  });
  return {
    context: posix.join(workspaceRoot, options?.context ?? image.context ?? '.'),
    dockerfile: trimmed
      ? addTrimmed(image, trimmed, scope)
      : `${workspaceRoot}/${image.dockerfile}`,
    ...(stage && { target: stage }),
    contexts: {
      ...builderBaseContexts(image, stage, scope.inputs),
      ...(builder && { 'base-builder': addBuilderTarget(builder, scope) }),
      ...Object.fromEntries(
        references.map((used) => [
          used.reference,
          addUsed(
            used,
            scope,
            plan && compilesNothing(plan, dockerfileOf(catalogue, image), used) ? addKept : add,
          ),
        ]),
      ),
      ...bound,
      ...options?.contexts,
    },
    args: {
      ...(epoch !== undefined && { [EPOCH_ARGUMENT]: epoch }),
      ...(version !== undefined &&
        application &&
        takesVersion(application) && { [VERSION_ARGUMENT]: version }),
      ...options?.buildArgs,
    },
    ...(options?.ssh.length && { ssh: options.ssh }),
    ...(options?.noCache && { 'no-cache': true }),
  };
}

/**
 * The same image on the digest that its stack keeps, for steps that compile nothing. It is a target beside the image
 * where that is built on the stack's base, since that lacks shared libraries.
 */
function addKeptTarget(image: Image, scope: ImageScope): Link {
  return isKeptBeside(image, scope.inputs)
    ? scope.bakeFile.define(targetName('kept', image.id), () => {
        const target = stageTarget(image, image.stage, scope, addBuilderTarget);
        return {
          ...target,
          contexts: { ...target.contexts, ...keptContexts(image, scope.inputs) },
        };
      })
    : addBuilderTarget(image, scope);
}

/** An image that another is built from, for the platforms that its stages name for it as well. */
function addUsed(
  { image, stages }: WorkspaceReference,
  scope: ImageScope,
  add: typeof addImageTarget,
): Link {
  const link = add(image, scope);
  for (const stage of stages) {
    const platforms = neededPlatforms(stage, { wanted: [], local: BUILDER_OWN }) ?? [];
    scope.bakeFile.addPlatforms(link, platforms);
  }
  return link;
}

/** BuildKit takes the ignore file beside the Dockerfile it is given. */
function addTrimmed(
  { id, dockerfile }: Image,
  trimmed: NonNullable<StageBindings['trimmed']>,
  { bakeFile, inputs }: ImageScope,
): string {
  const path = `${targetName('trimmed', id)}/${posix.basename(dockerfile)}`;
  bakeFile.addFile(path, trimmed.dockerfile);
  bakeFile.addFile(`${path}.dockerignore`, trimmed.ignoreFile);
  return `${inputs.runFolder}/${path}`;
}

/**
 * A stage for others to build on: the image it is an alias of, or a target of its own.
 *
 * @param addNamed what adds the image that it is an alias of
 */
function linkStage(
  image: Image,
  stage: string,
  scope: ImageScope,
  add: typeof addImageTarget = addImageTarget,
  addNamed = add,
): Link {
  const { catalogue } = scope.inputs;
  const found = imageStage(catalogue, image, stage);
  const isAlias =
    found?.from.kind === 'image' && found.instructions.length === 0 && !found.platform;
  if (found && !isAlias) {
    return scope.bakeFile.define(targetName('stage', image.id, stage), () =>
      stageTarget(image, stage, scope, add),
    );
  }
  // Without a stage of that name it is a reference by itself.
  const reference = found?.from.text ?? stage;
  const named = referencedImage(catalogue, reference, image);
  return named ? addNamed(named, scope) : `docker-image://${reference}`;
}
