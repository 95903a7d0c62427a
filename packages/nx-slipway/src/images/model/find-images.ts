import type { Dockerfile } from '../../dockerfile/dockerfile';
import { readTarget } from '../../dockerfile/read-target';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { DockerfileProblem } from '../../problems/kinds/dockerfiles/dockerfile-problem';
import { buildContext, type ListFolder } from './build-context';
import type { Image } from './image';
import { imageName } from './image-name';
import { innerStages, type NamedStage, namedStages } from './named-stages';
import { referredImages } from './referred-images';

/** The stages of a stack that are images, in the order they build on each other. */
const STACK_STAGES: readonly string[] = ['base', 'base-builder', 'base-app', 'dev'];

/** A project's folder as far as its images go. */
export interface ProjectRoot {
  /** Folder relative to the workspace root; `.` for the root itself. */
  readonly root: string;
  /** Name of the Nx project. */
  readonly project: string;
  /** Whether the folder holds a pyproject.toml. */
  readonly isPython: boolean;
  /** Whether its Dockerfiles are images of the workspace all the same. */
  readonly isHandWritten?: boolean;
  /** The Dockerfiles that lie in the folder itself. */
  readonly dockerfiles: readonly Dockerfile[];
}

/** What images are found with. */
export interface ImageSearch {
  /** What stands before each reference: `acme`, `registry.example/acme`; empty for nothing. */
  readonly namespace: string;
  readonly list: ListFolder;
}

/** Images with unique references, sorted by reference. */
export interface FoundImages {
  readonly images: readonly Image[];
  readonly problems: readonly DockerfileProblem[];
}

/**
 * The images of a workspace: those of Python projects, of stacks and of folders with hand-written
 * Dockerfiles, and whatever these are built from, directly or not, of the Dockerfiles of other projects and of stages
 * that a hand-written Dockerfile builds on by itself. What else such a project has, a web app say, does not belong to the
 * workspace.
 *
 * @param projectRoots in the order in which they may claim a name
 */
export function findImages(projectRoots: readonly ProjectRoot[], search: ImageSearch): FoundImages {
  const own = projectRoots.flatMap((home) =>
    imagesOf(home, isOwn(home) ? namedStages(home.dockerfiles) : stackStages(home), search),
  );
  const claimed = new Set(own.map(({ reference }) => reference));
  const others = projectRoots.flatMap((home) =>
    isOwn(home)
      ? imagesOf(home, innerStages(home.dockerfiles), search).filter(
          ({ reference }) => !claimed.has(reference),
        )
      : imagesOf(home, otherStages(home), search),
  );
  const dockerfiles = new Map(
    projectRoots.flatMap((home) => home.dockerfiles.map((each) => [each.file, each])),
  );
  return claimReferences([...own, ...referredImages(own, others, dockerfiles)], search.namespace);
}

/** Whether a Dockerfile in a folder without a pyproject is a stack's. */
export function isStackFile(dockerfile: Dockerfile): boolean {
  return findStage(dockerfile, 'base-builder') !== undefined;
}

function isOwn({ isPython, isHandWritten }: ProjectRoot): boolean {
  return isPython || isHandWritten === true;
}

function imagesOf(
  home: ProjectRoot,
  stages: readonly NamedStage[],
  { namespace, list }: ImageSearch,
): Image[] {
  return stages.map(({ dockerfile, stage, name }) => {
    const id = imageName(name === undefined ? home.project : `${home.project}-${name}`);
    const taken = (stage && readTarget(dockerfile, stage)?.contextPaths) ?? [];
    const context = buildContext(taken, home.root, list);
    return {
      id,
      project: home.project,
      root: home.root,
      ...(name !== undefined && { name }),
      dockerfile: dockerfile.file,
      ...(context !== '.' && { context }),
      ...(stage?.name !== undefined && { stage: stage.name }),
      reference: namespace === '' ? id : `${namespace}/${id}`,
    };
  });
}

function stackStages({ dockerfiles }: ProjectRoot): NamedStage[] {
  return dockerfiles.filter(isStackFile).flatMap((dockerfile) =>
    STACK_STAGES.flatMap((name) => {
      const stage = findStage(dockerfile, name);
      return stage ? [{ dockerfile, stage, name }] : [];
    }),
  );
}

/** Beside a stack's file another one is named as a further role. */
function otherStages({ dockerfiles }: ProjectRoot): NamedStage[] {
  return namedStages(dockerfiles).filter(({ dockerfile }) => !isStackFile(dockerfile));
}

/**
 * Gives each image a reference of its own: that it asks for, and where two ask for one, the first has
 * it. The other is named by its path, with a problem: nothing can be built from it by that name, but its
 * target stays, and fails for all to see.
 */
function claimReferences(claims: readonly Image[], namespace: string): FoundImages {
  const problems: DockerfileProblem[] = [];
  const byReference = new Map<string, Image>();
  const refused: Image[] = [];
  for (const image of claims) {
    const { reference } = image;
    const other = byReference.get(reference);
    if (other) {
      const place = { file: image.dockerfile };
      problems.push({ kind: 'image-name-taken', place, reference, other: other.dockerfile });
      refused.push(image);
    } else {
      byReference.set(reference, image);
    }
  }
  for (const image of refused) {
    const id = imageName(image.dockerfile.replaceAll('/', '-') + suffix(image));
    const reference = namespace === '' ? id : `${namespace}/${id}`;
    if (!byReference.has(reference)) byReference.set(reference, { ...image, id, reference });
  }
  const images = [...byReference.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  return { images, problems };
}

function suffix({ name }: Image): string {
  return name === undefined ? '' : `-${name}`;
}
