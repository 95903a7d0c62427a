import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { stageRoles } from './stage-roles';

/** Where an image gets packages from conda. */
export interface CondaPlace {
  /** Counted from 1. */
  readonly line: number;
  /** `conda`, or another program or image that installs its packages. */
  readonly program: string;
}

/**
 * Finds where an image is built with conda: its packages are in no lock that a generated image is installed from.
 * A stage that is carried over may use it, because it is built as it is.
 */
export function findConda(dockerfile: Dockerfile, target: Stage): CondaPlace | undefined {
  const { needed, foreign } = stageRoles(dockerfile, target);
  const own = needed.filter(({ index }) => !foreign.has(index));
  const places = own.flatMap(({ from, line, instructions }) => [
    { line, program: from.kind === 'image' ? IMAGE.exec(from.text)?.[0] : undefined },
    ...instructions
      .filter(({ keyword }) => keyword === 'RUN')
      .map((each) => ({ line: each.line, program: CALL.exec(each.text)?.[1] })),
  ]);
  const found = places.find(({ program }) => program !== undefined);
  return found?.program === undefined ? undefined : { line: found.line, program: found.program };
}

const IMAGE = /(?:mini|ana)conda\d?|miniforge\d?|mambaforge|micromamba|prefix-dev\/pixi/;

/** As a command of a shell, or as words of an exec form. */
const CALL =
  /(?:^|[\s;&|/"'])(conda|mamba|micromamba|pixi)["',\s]+(?:-\S+\s+)*(?:install|create|update|env|shell|run)\b/;
