import { affectedServices } from './ask-nx';
import type { Answer } from './ask-plugin';
import type { Contents } from './build-contents';
import type { Edited } from './random-edit';
import { linksOf, type Subject } from './subject';

/** A workspace at one time. */
export interface State {
  readonly subjects: readonly Subject[];
  readonly contents: Contents;
  readonly answers: ReadonlyMap<string, Answer>;
}

/** What came of one service before and after one thing was done to each. */
export type Verdict =
  /** Another content under the key of an earlier one. */
  | 'stale'
  /** Another content, and Nx does not select it for the files that have changed. */
  | 'not affected'
  /** Another key for the same content. */
  | 'imprecise'
  /** No key on one side. */
  | 'keyless'
  | 'right';

/** One service that was built on both sides. */
export interface Judged {
  readonly name: string;
  readonly isChanged: boolean;
  readonly verdict: Verdict;
}

/**
 * Judges all services that were built on both sides.
 *
 * @param known contents by key, of all states so far; those of the new state are added
 */
export function judge(
  root: string,
  before: State,
  after: State,
  edits: readonly Edited[],
  known: Map<string, string>,
): readonly Judged[] {
  const isSelected = selection(root, after, edits);
  return after.subjects.flatMap(({ name }): Judged[] => {
    const [was, is] = [before.contents.get(name), after.contents.get(name)];
    if (was === undefined || is === undefined) return [];
    const isChanged = was !== is;
    const [first, second] = [keyOf(before, name), keyOf(after, name)];
    if (first !== undefined && !known.has(first)) known.set(first, was);
    const isStale = second !== undefined && known.has(second) && known.get(second) !== is;
    if (second !== undefined) known.set(second, is);
    const verdict = ((): Verdict => {
      if (isStale) return 'stale';
      if (isChanged && !isSelected(name)) return 'not affected';
      if (first === undefined || second === undefined) return 'keyless';
      return !isChanged && first !== second ? 'imprecise' : 'right';
    })();
    return [{ name, isChanged, verdict }];
  });
}

function keyOf({ answers }: State, name: string): string | undefined {
  const key = answers.get(name)?.key;
  return key?.kind === 'keyed' ? key.key : undefined;
}

/** Whether Nx selects a service for the files of all edits; true for one that has changed in a way git does not see. */
function selection(
  root: string,
  { subjects, answers }: State,
  edits: readonly Edited[],
): (name: string) => boolean {
  const inputs = new Map([...answers].map(([name, answer]) => [name, answer.inputs]));
  const touched = edits.flatMap((edit) => edit.touched ?? []);
  const selected = affectedServices(root, inputs, touched);
  const unseen = new Set(
    edits.flatMap(({ touched: files, subject }) => (files ? [] : subject.name)),
  );
  for (const subject of subjects) {
    if (linksOf(subject).some((link) => unseen.has(link))) unseen.add(subject.name);
  }
  return (name) => selected.has(name) || unseen.has(name);
}
