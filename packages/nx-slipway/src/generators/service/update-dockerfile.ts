import { diff3Merge } from 'node-diff3';
import type { GeneratorProblem } from '../../problems/kinds/commands/generator-problem';
import type { FileEdit } from '../file-edit';

/** What a Dockerfile is changed from and to. */
export interface DockerfileUpdate {
  /** Text of the file as it is. */
  readonly standing: string;
  /** What would be written for the options that the file shows. */
  readonly before: string;
  /** What would be written for those options and the ones that are asked for. */
  readonly after: string;
}

/**
 * Makes the difference that new options make in a Dockerfile, and keeps what the user has edited in it.
 *
 * @returns a problem where both change the same lines
 */
export function updateDockerfile(
  file: string,
  { standing, before, after }: DockerfileUpdate,
): { readonly edit: FileEdit } | { readonly problem: GeneratorProblem } {
  const isDos = standing.includes('\r\n');
  const lines = (text: string): string[] => text.replaceAll('\r\n', '\n').split('\n');
  const regions = diff3Merge(lines(standing), lines(before), lines(after), {
    excludeFalseConflicts: true,
  });
  const conflict = regions.find((region) => region.conflict)?.conflict;
  if (conflict) {
    const place = { file, line: conflict.aIndex + 1 };
    return { problem: { kind: 'dockerfile-conflict', place, wanted: conflict.b } };
  }
  const content = regions.flatMap(({ ok }) => ok ?? []).join(isDos ? '\r\n' : '\n');
  return { edit: { file, content, owner: 'framework' } };
}
