import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import { stageChain } from '../../dockerfile/stages/stage-chain';
import { type BuilderBase, builderBase } from '../../images/bases/builder-base';
import type { StageBindings } from '../../images/bindings/stage-bindings';
import type { Image } from '../../images/model/image';
import {
  dockerfileOf,
  familiarReference,
  type ImageCatalogue,
  imageStage,
  type WorkspaceReference,
} from '../../images/model/image-catalogue';
import { isBuiltNowhere } from '../../python/wheels/package-wheels';
import type { Link } from './bake-file-builder';

/** Named contexts of a target. */
type Contexts = Readonly<Record<string, Link>>;

interface Inputs {
  readonly catalogue: ImageCatalogue;
}

/**
 * The image that a stage is built on in place of its stack's base. None where that lacks libraries: what is compiled
 * may link them, and only some steps are known to compile nothing; see {@link keptContexts}.
 */
export function builderBaseContexts(
  image: Image,
  stage: string | undefined,
  inputs: Inputs,
): Contexts {
  const found = builderBaseOf(image, stage, inputs);
  return found?.lost.length === 0 ? contextsOf(found) : {};
}

/**
 * The image of base-builder, for a stage that copies of what is built in it and runs on the stack's base itself; both
 * are in one file, in which a digest stands for one image. Undefined where base-builder is built on that base.
 */
export function copiedBuilder(
  image: Image,
  stageName: string | undefined,
  { catalogue }: Inputs,
): Image | undefined {
  const dockerfile = dockerfileOf(catalogue, image);
  const stage = imageStage(catalogue, image, stageName);
  const builder = dockerfile && findStage(dockerfile, 'base-builder');
  if (!stage || !builder || stageChain(dockerfile, stage).includes(builder)) return undefined;
  if (!reachableStages(dockerfile, stage).includes(builder)) return undefined;
  return builderBase(dockerfile, builder)?.lost.length === 0
    ? [...catalogue.images.values()].find(
        (each) => each.dockerfile === image.dockerfile && each.stage === builder.name,
      )
    : undefined;
}

/** Whether steps that compile nothing have a builder of their own, on the digest that the stack keeps. */
export function isKeptBeside(image: Image, inputs: Inputs): boolean {
  return (builderBaseOf(image, image.stage, inputs)?.lost.length ?? 0) > 0;
}

/** The same of the builder for steps that compile nothing. */
export function keptContexts(image: Image, inputs: Inputs): Contexts {
  const found = builderBaseOf(image, image.stage, inputs);
  return found ? contextsOf(found) : {};
}

/** Whether the stages of a service that are built FROM an image install wheels and copy files, and do nothing else. */
export function compilesNothing(
  { isPortable, dependencies, crossDependencies }: StageBindings,
  dockerfile: Dockerfile | undefined,
  { reference }: Pick<WorkspaceReference, 'reference'>,
): boolean {
  const stages = dockerfile?.stages.filter(
    (each) => familiarReference(outermostFrom(dockerfile, each).text) === reference,
  );
  const areWheels =
    dependencies === 'nothing' ||
    (crossDependencies !== undefined && isBuiltNowhere(crossDependencies.wheels));
  return (
    isPortable === true &&
    areWheels &&
    stages?.every(
      ({ name = '', instructions }) => instructions.length === 0 || GENERATED.includes(name),
    ) === true
  );
}

/** Stages of services that are built FROM base-builder. */
const GENERATED: readonly string[] = ['application', 'dependencies', 'libraries'];

function builderBaseOf(
  image: Image,
  stageName: string | undefined,
  { catalogue }: Inputs,
): BuilderBase | undefined {
  const dockerfile = dockerfileOf(catalogue, image);
  const stage = imageStage(catalogue, image, stageName);
  return dockerfile && stage && builderBase(dockerfile, stage);
}

function contextsOf({ base, builtOn }: BuilderBase): Contexts {
  return { [familiarReference(base)]: `docker-image://${builtOn}` };
}
