import { posix } from 'node:path';
import { neededPlatforms } from '../../dockerfile/needed-platforms';
import type { SeamPlan } from '../../images/bindings/seam-plan';
import type { Image } from '../../images/model/image';
import {
  imageStage,
  referencedImage,
  type WorkspaceReference,
  workspaceReferences,
} from '../../images/model/image-catalogue';
import type { ImageOptions } from '../../images/options/image-options';
import {
  applicationStage,
  takesVersion,
  VERSION_ARGUMENT,
} from '../../images/options/takes-version';
import type { BakeInputs } from '../bake-inputs';
import { draftSeams } from './draft-seams';
import { BUILDER_OWN, type Link, type TargetDraft, type TargetDrafts } from './target-drafts';
import { targetName } from './target-name';

/** What images are drafted from and into. */
export interface ImageScope {
  readonly inputs: BakeInputs;
  readonly drafts: TargetDrafts;
  /** Options of the images that are asked for, by image id. */
  readonly requested: ReadonlyMap<string, ImageOptions>;
}

/** Drafts an image with everything it is built from. */
export function draftImage(image: Image, scope: ImageScope): Link {
  const options = scope.requested.get(image.id);
  return scope.drafts.define(targetName(image.id), () => ({
    ...draftStage(image, options?.target ?? image.stage, scope),
    labels: { ...scope.inputs.labels.get(image.id), ...options?.labels },
    ...(options?.pull && { pull: true }),
  }));
}

function draftStage(image: Image, stage: string | undefined, scope: ImageScope): TargetDraft {
  const { catalogue, seams, workspaceRoot, runFolder, versions } = scope.inputs;
  const options = scope.requested.get(image.id);
  const references = workspaceReferences(catalogue, image, stage);
  const version = versions.get(image.root);
  const application = applicationStage(catalogue, image, stage);
  const plan = stage === image.stage || stage === undefined ? seams.get(image.id) : undefined;
  return {
    context: posix.join(workspaceRoot, options?.context ?? image.context ?? '.'),
    dockerfile: plan?.narrowed
      ? draftNarrowed(image, plan.narrowed, scope)
      : `${workspaceRoot}/${image.dockerfile}`,
    ...(stage && { target: stage }),
    contexts: {
      ...Object.fromEntries(references.map((used) => [used.reference, draftUsed(used, scope)])),
      ...(plan &&
        draftSeams(plan, {
          imageId: image.id,
          drafts: scope.drafts,
          workspaceRoot,
          runFolder,
          versions,
          stageLink: (name) => linkStage(image, name, scope),
        })),
      ...options?.contexts,
    },
    args: {
      ...(version !== undefined &&
        application &&
        takesVersion(application) && { [VERSION_ARGUMENT]: version }),
      ...options?.buildArgs,
    },
    ...(options?.ssh.length && { ssh: options.ssh }),
    ...(options?.noCache && { 'no-cache': true }),
  };
}

/** An image that another is built from, for the platforms that its stages name for it as well. */
function draftUsed({ image, stages }: WorkspaceReference, scope: ImageScope): Link {
  const link = draftImage(image, scope);
  for (const stage of stages) {
    const platforms = neededPlatforms(stage, { wanted: [], local: BUILDER_OWN }) ?? [];
    scope.drafts.addPlatforms(link, platforms);
  }
  return link;
}

/** BuildKit takes the ignore file beside the Dockerfile it is given. */
function draftNarrowed(
  { id, dockerfile }: Image,
  narrowed: NonNullable<SeamPlan['narrowed']>,
  { drafts, inputs }: ImageScope,
): string {
  const path = `${targetName('narrowed', id)}/${posix.basename(dockerfile)}`;
  drafts.addFile(path, narrowed.dockerfile);
  drafts.addFile(`${path}.dockerignore`, narrowed.ignoreFile);
  return `${inputs.runFolder}/${path}`;
}

/** A stage for others to build on: the image it is an alias of, or a target of its own. */
function linkStage(image: Image, stage: string, scope: ImageScope): Link {
  const { catalogue } = scope.inputs;
  const found = imageStage(catalogue, image, stage);
  const isAlias =
    found?.from.kind === 'image' && found.instructions.length === 0 && !found.platform;
  if (found && !isAlias) {
    return scope.drafts.define(targetName('stage', image.id, stage), () =>
      draftStage(image, stage, scope),
    );
  }
  // Without a stage of that name it is a reference by itself.
  const reference = found?.from.text ?? stage;
  const named = referencedImage(catalogue, reference, image);
  return named ? draftImage(named, scope) : `docker-image://${reference}`;
}
