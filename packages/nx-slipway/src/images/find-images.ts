import type { Dockerfile, Stage } from '../dockerfile/dockerfile';
import { finalStages } from '../dockerfile/final-stages';
import { findStage } from '../dockerfile/find-stage';
import type { DockerfileProblem } from '../problems/dockerfile-problem';
import type { Image } from './image';
import { imageName } from './image-name';
import { STACK_STAGES } from './stack-stages';

/** A project's folder as far as its images go. */
export interface ImageHome {
  /** Folder relative to the workspace root; `.` for the root itself. */
  readonly root: string;
  /** Name of the Nx project. */
  readonly project: string;
  /** Whether the folder holds a pyproject.toml. */
  readonly isPython: boolean;
  /** The Dockerfiles that lie in the folder itself. */
  readonly dockerfiles: readonly Dockerfile[];
}

/** Images with unique references, sorted by reference. */
export interface FoundImages {
  readonly images: readonly Image[];
  readonly problems: readonly DockerfileProblem[];
}

/**
 * The images of a workspace.
 *
 * @param homes in the order in which they may claim a name
 * @param namespace what stands before each reference: `acme`, `registry.example/acme`; empty for nothing
 */
export function findImages(homes: readonly ImageHome[], namespace: string): FoundImages {
  const problems: DockerfileProblem[] = [];
  const byReference = new Map<string, Image>();
  for (const image of homes.flatMap((home) => imagesOf(home, namespace))) {
    const other = byReference.get(image.reference);
    if (!other) {
      byReference.set(image.reference, image);
      continue;
    }
    const place = { file: image.dockerfile };
    const { reference } = image;
    problems.push({ kind: 'image-name-taken', place, reference, other: other.dockerfile });
  }
  const images = [...byReference.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  return { images, problems };
}

/** Whether a Dockerfile in a folder without a pyproject is a stack's. */
export function isStackFile(dockerfile: Dockerfile): boolean {
  return findStage(dockerfile, 'base-builder') !== undefined;
}

function imagesOf(home: ImageHome, namespace: string): Image[] {
  const found = home.isPython ? serviceImages(home) : stackImages(home);
  return found.map(({ dockerfile, stage, name }) => {
    const id = imageName(name === undefined ? home.project : `${home.project}-${name}`);
    return {
      id,
      project: home.project,
      root: home.root,
      ...(name !== undefined && { name }),
      dockerfile: dockerfile.file,
      ...(stage.name !== undefined && { stage: stage.name }),
      reference: namespace === '' ? id : `${namespace}/${id}`,
    };
  });
}

interface NamedStage {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly name?: string;
}

function stackImages({ dockerfiles }: ImageHome): NamedStage[] {
  return dockerfiles.filter(isStackFile).flatMap((dockerfile) =>
    STACK_STAGES.flatMap((name) => {
      const stage = findStage(dockerfile, name);
      return stage ? [{ dockerfile, stage, name }] : [];
    }),
  );
}

/**
 * One final stage in all needs no name. Of several, that of `<role>.Dockerfile` is named for its role,
 * those of a file with more than one for their stages; the one of `Dockerfile` stays without a name, so
 * that a second role does not rename the first image.
 */
function serviceImages({ dockerfiles }: ImageHome): NamedStage[] {
  const all = dockerfiles.map((dockerfile) => ({ dockerfile, stages: finalStages(dockerfile) }));
  const isOnly = all.reduce((count, { stages }) => count + stages.length, 0) === 1;
  return all.flatMap(({ dockerfile, stages }) =>
    stages.map((stage) => {
      const name = stages.length > 1 ? stage.name : roleOf(dockerfile.file);
      return { dockerfile, stage, ...(name !== undefined && !isOnly && { name }) };
    }),
  );
}

/** `worker` for `services/api/worker.Dockerfile`; undefined for `services/api/Dockerfile`. */
function roleOf(file: string): string | undefined {
  return /(?:^|\/)([^/]+)\.Dockerfile$/.exec(file)?.[1];
}
