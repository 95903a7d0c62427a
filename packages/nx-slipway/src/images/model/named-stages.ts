import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { roleOfFile } from '../../dockerfile/dockerfile-name';
import { finalStages } from '../../dockerfile/stages/final-stages';
import { isGeneratedService } from './is-generated-service';

/** A stage that makes an image, and the image's name within its project. */
export interface NamedStage {
  readonly dockerfile: Dockerfile;
  /** Absent where a broken Dockerfile shows none. */
  readonly stage?: Stage;
  readonly name?: string;
}

/**
 * The final stages of a project's Dockerfiles. One in all needs no name. Of several, that of
 * `<role>.Dockerfile` is named for its role, those of a file with more than one for their stages as far
 * as they have names; the one of `Dockerfile` stays without a name, so that a second role does not rename
 * the first image.
 */
export function namedStages(dockerfiles: readonly Dockerfile[]): NamedStage[] {
  const all = dockerfiles.map((dockerfile) => {
    const stages: readonly (Stage | undefined)[] = finalStages(dockerfile);
    return { dockerfile, stages: stages.length > 0 ? stages : [undefined] };
  });
  const isOnly = all.reduce((count, { stages }) => count + stages.length, 0) === 1;
  return all.flatMap(({ dockerfile, stages }) =>
    stages.map((stage) => {
      const role = roleOfFile(dockerfile.file);
      const name = stages.length > 1 ? (stage?.name ?? role) : role;
      return {
        dockerfile,
        ...(stage && { stage }),
        ...(name !== undefined && !isOnly && { name }),
      };
    }),
  );
}

/**
 * The stages of hand-written Dockerfiles that others of the same file are built from. Each is an image of its own where
 * another Dockerfile names it as one: `acme/web-base` for the stage `base` of the project `web`.
 */
export function innerStages(dockerfiles: readonly Dockerfile[]): NamedStage[] {
  const taken = new Set(namedStages(dockerfiles).map(({ name }) => name));
  return dockerfiles
    .filter((dockerfile) => !isGeneratedService(dockerfile))
    .flatMap((dockerfile) => {
      const final = new Set(finalStages(dockerfile));
      const role = roleOfFile(dockerfile.file);
      return dockerfile.stages.flatMap((stage): NamedStage[] => {
        if (stage.name === undefined || final.has(stage)) return [];
        const name = role === undefined ? stage.name : `${role}-${stage.name}`;
        return taken.has(name) ? [] : [{ dockerfile, stage, name }];
      });
    });
}
