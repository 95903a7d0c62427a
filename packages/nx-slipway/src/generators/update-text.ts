import { diff3Merge } from 'node-diff3';
import type { GeneratorProblem } from '../problems/kinds/commands/generator-problem';
import type { FileEdit } from './file-edit';
import { inStyleOf, linesOf } from './text-style';

/** What a file that is the user's is changed from and to. */
export interface TextUpdate {
  /** Text of the file as it is. */
  readonly standing: string;
  /** What would be written for the options that the file shows. */
  readonly before: string;
  /** The same in a state that the workspace may have been in when the file was written, before there was a lock. */
  readonly earlier?: string;
  /** What would be written for those options and the ones that are asked for. */
  readonly after: string;
}

/**
 * Makes the difference that new options make in a file, and keeps what the user has edited in it. This is the one rule
 * for files that a generator finds when it is run again: one that nobody has edited becomes what the options make, in
 * one that somebody has edited only what the options change is changed, and without a change nothing is written.
 *
 * @returns an edit of the user's where the options change nothing, though the file is not what they make; a problem where
 *   both change the same lines
 */
export function updateText(
  file: string,
  { standing, before, earlier, after }: TextUpdate,
): { readonly edit: FileEdit } | { readonly problem: GeneratorProblem } {
  const [own, old, wanted] = [linesOf(standing), linesOf(before), linesOf(after)];
  const older = linesOf(earlier ?? before);
  if (isSame(own, old) || isSame(own, older)) {
    return { edit: { file, content: inStyleOf(standing, after), owner: 'framework' } };
  }
  if (isSame(old, wanted)) return { edit: { file, content: after, owner: 'user' } };
  const regions = diff3Merge(own, old, wanted, { excludeFalseConflicts: true });
  const conflict = regions.find((region) => region.conflict)?.conflict;
  if (conflict) {
    const place = { file, line: conflict.aIndex + 1 };
    return { problem: { kind: 'dockerfile-conflict', place, wanted: conflict.b } };
  }
  const content = regions.flatMap(({ ok }) => ok ?? []).join('\n');
  return { edit: { file, content: inStyleOf(standing, content), owner: 'framework' } };
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.join('\n') === others.join('\n');
}
