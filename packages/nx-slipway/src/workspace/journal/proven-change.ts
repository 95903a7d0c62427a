import { type KeptEdit, putBack, writeAfter } from './apply-journal';
import {
  draftJournal,
  type Journal,
  type JournalPlace,
  type PlannedFile,
  removeJournal,
  writeJournal,
} from './journal';

/** What a proof says of a change: it stays, perhaps with more files, or it does not. */
export type Verdict =
  | {
      readonly stays: true;
      readonly more?: readonly PlannedFile[];
      /** Says whether it stays indeed, once the other files are written. */
      readonly confirm?: () => Promise<boolean>;
    }
  | { readonly stays: false };

/** How a change ended. */
export interface ChangeEnd {
  readonly stays: boolean;
  /** What somebody had written into its files meanwhile; only where they were put back. */
  readonly edits: readonly KeptEdit[];
}

/**
 * Makes a change and keeps it only if it is proven. A journal with the bytes from before is on the disk for as long as
 * it is not, so that a kill at any moment leaves what can be finished or undone.
 *
 * @param journal with the files as they were before the change, also where it is made for the second time
 * @param prove says whether it stays; what it throws puts everything back as well
 * @throws {WriteFailure} where a file cannot be written; then everything is as before
 */
export async function changeProven<Subject>(
  place: JournalPlace,
  journal: Journal<Subject>,
  prove: () => Promise<Verdict>,
): Promise<ChangeEnd> {
  const { workspaceRoot } = place;
  let current: Journal<Subject> = journal;
  try {
    writeJournal(place, current);
    writeAfter(workspaceRoot, current);
    const verdict = await prove();
    if (!verdict.stays) return undoChange(place, current);
    const { more = [], confirm } = verdict;
    if (more.length > 0) {
      const added = draftJournal(place, current.subject, { files: more });
      current = merged(current, added);
      writeJournal(place, current);
      writeAfter(workspaceRoot, current);
    }
    if (confirm && !(await confirm())) return undoChange(place, current);
    removeJournal(place);
    return { stays: true, edits: [] };
  } catch (error) {
    undoChange(place, current);
    throw error;
  }
}

/** Puts everything back, and removes the journal last. */
export function undoChange(place: JournalPlace, journal: Journal<unknown>): ChangeEnd {
  const edits = putBack(place.workspaceRoot, journal);
  removeJournal(place);
  return { stays: false, edits };
}

/** A journal with more files: one that it has already keeps its bytes from before. */
function merged<Subject>(journal: Journal<Subject>, { files }: Journal<unknown>): Journal<Subject> {
  const known = new Map(journal.files.map((each) => [each.path, each]));
  for (const each of files) {
    const before = known.get(each.path) ?? each;
    const after = [...new Set([...(before.after ?? []), ...(each.after ?? [])])];
    known.set(each.path, { ...before, after });
  }
  return { ...journal, files: [...known.values()] };
}
