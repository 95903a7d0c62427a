import type { Problem } from '../../problems/problem';
import type { FileEdit } from '../file-edit';
import { updateText } from '../update-text';
import type { CiFacts, CiSystem } from './ci-facts';
import { type CiPlan, GITHUB_IMAGES, GITLAB_JOBS, planCi } from './plan-ci';
import { standingBranch } from './standing-branch';

/** What is asked for, and what counts where nobody asks. */
export interface CiEditOptions {
  readonly systems: readonly CiSystem[];
  /** Branch that is asked for. */
  readonly branch?: string;
  /** Branch of new files. */
  readonly usual?: string;
  /** Files that exist are written again. */
  readonly force: boolean;
}

/** Stands for a branch that somebody has edited, so that another one is a change of the same line. */
const UNREAD = 'unread';

/** The file of a system that names the branch. */
const FILES: Readonly<Record<CiSystem, string>> = { github: GITHUB_IMAGES, gitlab: GITLAB_JOBS };

/**
 * Plans the workflows of each system that is asked for. In files that exist, only what the options change is changed;
 * they stay with their branch if no other one is asked for.
 *
 * @param read returns the text of an existing file
 */
export function editCi(
  { systems, branch, usual, force }: CiEditOptions,
  facts: CiFacts,
  read: (file: string) => string | undefined,
): Omit<CiPlan, 'problems'> & { readonly problems: readonly Problem[] } {
  const plan = (of: readonly CiSystem[], named: string | undefined): CiPlan =>
    planCi({ systems: of, ...(named !== undefined && { branch: named }) }, facts);
  const { problems, notes } = plan(systems, branch ?? usual);
  if (problems.length > 0) return { edits: [], problems, notes };
  const edited = systems.flatMap((system) => {
    const text = read(FILES[system]);
    const standing = text === undefined ? { branch: usual } : standingBranch(text);
    const known = standing ? standing.branch : usual;
    const before = force ? [] : plan([system], standing || !branch ? known : UNREAD).edits;
    return plan([system], branch ?? known).edits.map((edit) => updated(edit, before, read));
  });
  return {
    edits: edited.flatMap((each) => ('edit' in each ? [each.edit] : [])),
    problems: edited.flatMap((each) => ('problem' in each ? [each.problem] : [])),
    notes,
  };
}

function updated(
  edit: FileEdit,
  before: readonly FileEdit[],
  read: (file: string) => string | undefined,
): ReturnType<typeof updateText> {
  const standing = read(edit.file);
  const old = before.find(({ file }) => file === edit.file);
  return standing === undefined || !old
    ? { edit }
    : updateText(edit.file, { standing, before: old.content, after: edit.content });
}
