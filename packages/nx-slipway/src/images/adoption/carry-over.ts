import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { CarriedText } from './adoption';

/**
 * Writes what an adoption carries over into a generated Dockerfile: stages before those that are generated, files
 * before the user changes, settings behind it.
 *
 * @param dockerfile the generated one, with line ends of Unix
 */
export function carryOver(dockerfile: Dockerfile, carried: CarriedText): string {
  const { globals, stages, copies, settings, replaces } = carried;
  const lines = dockerfile.text.split('\n');
  const final = dockerfile.stages.at(-1);
  const user = final?.instructions.findLast(({ keyword }) => keyword === 'USER');
  const first = dockerfile.stages[0];
  const lock = findStage(dockerfile, 'lock');
  if (!final || !user || !first || !lock) return dockerfile.text;
  const dropped = final.instructions
    .filter(({ keyword }) => replaces.includes(keyword))
    .flatMap((each) => linesOf(each, dockerfile));
  const before = new Map<number, readonly string[]>([
    [first.line, globals.length > 0 ? [...globals, ''] : []],
    [commentStart(lines, lock.line), stages.flatMap((stage) => [...stage.split('\n'), ''])],
    [user.line, copies],
    [user.line + 1, settings],
  ]);
  const result = lines.flatMap((line, index) => [
    ...(before.get(index + 1) ?? []),
    ...(dropped.includes(index + 1) ? [] : [line]),
  ]);
  return result.join('\n');
}

/** Line that the comment above a line starts on; without one the line itself. */
function commentStart(lines: readonly string[], line: number): number {
  let start = line;
  while (lines[start - 2]?.startsWith('#')) start -= 1;
  return start;
}

/** Numbers of the lines of an instruction, which a backslash continues. */
function linesOf({ line }: Instruction, { text }: Dockerfile): readonly number[] {
  const lines = text.split('\n');
  let end = line;
  while (lines[end - 1]?.endsWith('\\')) end += 1;
  return Array.from({ length: end - line + 1 }, (_, index) => line + index);
}
