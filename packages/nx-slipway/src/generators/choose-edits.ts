import type { GeneratorProblem } from '../problems/kinds/commands/generator-problem';
import { describeChanges } from './describe-changes';
import type { FileEdit } from './file-edit';
import { inStyleOf } from './text-style';

/** The edits that change something and may be made, and a note for each file that stays as it is. */
export interface ChosenEdits {
  readonly edits: readonly FileEdit[];
  readonly kept: readonly GeneratorProblem[];
  /** What the edits change in files that exist, for a person: the file, and its lines. */
  readonly changes: readonly string[];
}

/**
 * Takes out what is written already and what would overwrite a file of the user's. What is the user's keeps its line ends.
 *
 * @param read returns the text of an existing file
 * @param options.force files of the user's that may be overwritten
 */
export function chooseEdits(
  edits: readonly FileEdit[],
  read: (file: string) => string | undefined,
  { force = [] }: { readonly force?: readonly string[] } = {},
): ChosenEdits {
  const differing = edits
    .map((edit) => (edit.owner === 'user' ? inStyle(edit, read(edit.file)) : edit))
    .filter(({ file, content }) => read(file) !== content);
  const isKept = ({ file, owner }: FileEdit): boolean =>
    owner === 'user' && read(file) !== undefined && !force.includes(file);
  const linesOf = ({ file, content }: FileEdit) => describeChanges(read(file) ?? '', content);
  const made = differing.filter((edit) => !isKept(edit));
  return {
    edits: made,
    kept: differing
      .filter(isKept)
      .map((edit) => ({ kind: 'file-kept', place: { file: edit.file }, lines: linesOf(edit) })),
    changes: made.flatMap(({ file, content }) => changesOf(file, read(file), content)),
  };
}

function inStyle(edit: FileEdit, before: string | undefined): FileEdit {
  return { ...edit, content: inStyleOf(before, edit.content) };
}

/** What changes in a file that exists, for a person; nothing for a new file and one that stays as it is. */
export function changesOf(
  file: string,
  before: string | undefined,
  after: string | undefined,
): readonly string[] {
  if (before === undefined || after === undefined || before === after) return [];
  return [[`Changes of ${file}:`, ...describeChanges(before, after)].join('\n')];
}
