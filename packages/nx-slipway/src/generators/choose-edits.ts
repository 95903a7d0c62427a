import type { GeneratorProblem } from '../problems/kinds/commands/generator-problem';
import type { FileEdit } from './file-edit';

/** The edits that change something and may be made, and a note for each file that stays as it is. */
export interface ChosenEdits {
  readonly edits: readonly FileEdit[];
  readonly kept: readonly GeneratorProblem[];
}

/**
 * Takes out what is written already and what would overwrite a file of the user's.
 *
 * @param read returns the text of an existing file
 * @param options.force files of the user's that may be overwritten
 */
export function chooseEdits(
  edits: readonly FileEdit[],
  read: (file: string) => string | undefined,
  { force = [] }: { readonly force?: readonly string[] } = {},
): ChosenEdits {
  const differing = edits.filter(({ file, content }) => read(file) !== content);
  const isKept = ({ file, owner }: FileEdit): boolean =>
    owner === 'user' && read(file) !== undefined && !force.includes(file);
  return {
    edits: differing.filter((edit) => !isKept(edit)),
    kept: differing.filter(isKept).map(({ file }) => ({ kind: 'file-kept', place: { file } })),
  };
}
