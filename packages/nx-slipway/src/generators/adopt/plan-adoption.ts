import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { Stage } from '../../dockerfile/dockerfile';
import { roleOfFile } from '../../dockerfile/dockerfile-name';
import { findStage } from '../../dockerfile/stages/find-stage';
import { findConda } from '../../images/adoption/find-conda';
import { readAdoption } from '../../images/adoption/read-adoption';
import { findStacks } from '../../images/model/stacks';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { checkImages, type NamedImage, namedImages } from './adopted-images';
import { readAdoptionFacts } from './adoption-facts';
import { type AdoptedStack, chooseAdoptedStack } from './choose-adopted-stack';
import type { AdoptedFile } from './read-adopted';
import type { AdoptSchema } from './schema';

/** The new images of a hand-written Dockerfile. */
export interface AdoptionPlan {
  readonly images: readonly NamedImage[];
  readonly stack: AdoptedStack;
  /** With one of these nothing may be written. */
  readonly problems: readonly Problem[];
}

/**
 * Plans the images that a hand-written Dockerfile becomes, and the stack that they start from.
 *
 * @throws {ProblemsError} where no stack can be theirs
 */
export function planAdoption(
  tree: Tree,
  adopted: AdoptedFile,
  { schema, workspace }: { readonly schema: AdoptSchema; readonly workspace: TreeWorkspace },
): AdoptionPlan {
  const { name, dockerfile } = adopted;
  const conda = checkConda(adopted);
  if (conda.length > 0) throw new ProblemsError(conda);
  const images = imagesOf(tree, adopted, { wanted: schema.image ?? 'adopted', workspace });
  const [first] = images;
  if (!first) throw new Error(`${dockerfile.file} has no stage`);
  const stack = chooseAdoptedStack(first.adoption.base, schema.stack, {
    place: { file: dockerfile.file, line: dockerfile.stages[0]?.line ?? 1 },
    stacks: findStacks(workspace.model.images.catalogue),
    isFree: (each) =>
      !workspace.projects.has(each) && workspace.list(posix.join('images', each)).length === 0,
  });
  if ('problems' in stack) throw new ProblemsError(stack.problems);
  const { force = false, replace = false } = schema;
  return {
    ...{ images, stack },
    problems: [
      ...checkImages(images, { project: name, workspace, force }),
      ...(replace ? [...checkWhole(adopted), ...checkInner(adopted, workspace)] : []),
    ],
  };
}

/** Packages that come from elsewhere than a lock would be missing in the new image. */
function checkConda({ dockerfile, stages }: AdoptedFile): readonly Problem[] {
  const places = stages.flatMap((stage) => findConda(dockerfile, stage) ?? []);
  return places.slice(0, 1).map(({ line, program }) => ({
    kind: 'adopt-conda',
    ...{ place: { file: dockerfile.file, line }, program },
  }));
}

/** A file that other stages of it are still built from cannot be replaced. */
function checkWhole({ name, dockerfile, others }: AdoptedFile): readonly Problem[] {
  const stages = others.map((each) => each.name ?? `${each.index}`);
  const place = { file: dockerfile.file };
  return stages.length === 0 ? [] : [{ kind: 'adopt-part-replaced', place, project: name, stages }];
}

/** A stage that other Dockerfiles are built from would be gone with the file. */
function checkInner(
  { dockerfile, stages, others }: AdoptedFile,
  { model }: Pick<TreeWorkspace, 'model'>,
): readonly Problem[] {
  const known = [...stages, ...others].map(({ name }) => name);
  const { images, dockerfiles } = model.images.catalogue;
  return [...images.values()].flatMap(({ dockerfile: file, stage, reference }): Problem[] => {
    if (file !== dockerfile.file || stage === undefined || known.includes(stage)) return [];
    const users = [...dockerfiles.values()].filter(
      (each) => each.file !== file && each.text.includes(reference),
    );
    return [
      {
        kind: 'adopt-stage-used',
        ...{ place: { file, line: findStage(dockerfile, stage)?.line ?? 1 }, stage },
        users: users.map((each) => each.file).sort(),
      },
    ];
  });
}

function imagesOf(
  tree: Tree,
  { project, lock, dockerfile, stages, others }: AdoptedFile,
  { wanted, workspace }: { readonly wanted: string; readonly workspace: TreeWorkspace },
): readonly NamedImage[] {
  const isOnly = stages.length + others.length === 1;
  const images = stages.map((stage) => {
    const facts = readAdoptionFacts(tree, { dockerfile, stage }, { project, workspace, lock });
    const name = nameOf(stage, { file: dockerfile.file, isOnly });
    return {
      adoption: readAdoption(dockerfile, stage, facts),
      ...(name !== undefined && { name }),
      ...(stage.name !== undefined && { stage: stage.name }),
    };
  });
  return namedImages(images, { dir: project.dir, wanted });
}

/** The image that a stage makes now: without a name where the file and the stage need none. */
function nameOf(
  stage: Stage,
  { file, isOnly }: { readonly file: string; readonly isOnly: boolean },
): string | undefined {
  return isOnly ? roleOfFile(file) : (stage.name ?? roleOfFile(file));
}
