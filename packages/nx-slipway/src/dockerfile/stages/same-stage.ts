import type { Stage } from '../dockerfile';

/**
 * Whether two stages build the same thing by their text: what they are built FROM, the platform and
 * every instruction. Their names and places in the file do not count.
 */
export function sameStage(one: Stage, other: Stage): boolean {
  return (
    one.from.text === other.from.text &&
    one.from.kind === other.from.kind &&
    one.platform === other.platform &&
    one.instructions.length === other.instructions.length &&
    one.instructions.every(({ text }, i) => text === other.instructions[i]?.text)
  );
}
