import type { Message } from 'dockerfile-frontend';
import type { DockerfileProblem } from '../../problems/kinds/dockerfiles/dockerfile-problem';
import type { Dockerfile, Instruction, Stage } from '../dockerfile';
import { closestPlatform, normalizePlatform } from '../platform';
import { checkLibc } from './check-libc';

/**
 * What a Dockerfile most likely does not mean: what BuildKit's own checks say, and what they do not see.
 *
 * @param warnings of BuildKit's checks
 */
export function checkStages(
  { file, stages }: Pick<Dockerfile, 'file' | 'stages'>,
  warnings: readonly Message[],
): readonly DockerfileProblem[] {
  return [
    ...stages.flatMap((stage) => unknownPlatform(stage, file)),
    ...stages.flatMap(({ instructions }) =>
      instructions.flatMap((each) => mountWithoutDashes(each, file)),
    ),
    ...checkLibc({ file, stages }),
    ...warnings.map(
      ({ rule = '', text, url = '', line }): DockerfileProblem => ({
        kind: 'dockerfile-check',
        place: { file, ...(line !== undefined && { line }) },
        rule,
        detail: text,
        url,
      }),
    ),
  ];
}

function unknownPlatform({ platform, line }: Stage, file: string): DockerfileProblem[] {
  // A variable may stand for any.
  if (platform === undefined || platform.includes('$') || normalizePlatform(platform)) return [];
  const meant = closestPlatform(platform);
  return [{ kind: 'platform-unknown', place: { file, line }, platform, ...(meant && { meant }) }];
}

/**
 * A `RUN` with a mount that lacks its dashes: BuildKit passes `mount=type=cache,…` to the shell, which takes it
 * for a variable, and the step has no mount.
 */
function mountWithoutDashes(
  { keyword, text, line }: Instruction,
  file: string,
): DockerfileProblem[] {
  return keyword === 'RUN' && /^RUN (--\S+ )*-?mount=type=/i.test(text)
    ? [{ kind: 'mount-without-dashes', place: { file, line } }]
    : [];
}
