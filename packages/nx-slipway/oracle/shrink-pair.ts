import type { Edited } from './random-edit';
import { linksOf, type Subject } from './subject';

/** Services before something was done to each, and what was done. */
export interface Pair {
  readonly before: readonly Subject[];
  /** In the same order. */
  readonly edits: readonly Edited[];
}

/**
 * Makes a pair smaller as long as it stays wrong: services, edits, lines of Dockerfiles, files, arguments and ignore
 * files go away that have no part in it.
 *
 * @param name the service that is wrong
 * @param isWrong whether a smaller pair still is
 */
export async function shrinkPair(
  pair: Pair,
  name: string,
  isWrong: (pair: Pair) => Promise<boolean>,
): Promise<Pair> {
  let smallest = pair;
  let isSmaller = true;
  while (isSmaller) {
    isSmaller = false;
    for (const shrink of shrinkings(smallest, name)) {
      const smaller = shrink(smallest);
      if (smaller && (await isWrong(smaller))) {
        smallest = smaller;
        isSmaller = true;
      }
    }
  }
  return smallest;
}

/** @returns undefined where there is nothing to take away */
type Shrink = (pair: Pair) => Pair | undefined;

/** Ways to take something away, the largest first. */
function shrinkings({ before, edits }: Pair, name: string): readonly Shrink[] {
  return [
    ...(before.length > linkedWith(before, edits, name).size
      ? [(pair: Pair) => onlyLinked(pair, name)]
      : []),
    ...before.flatMap((subject, index) => ofService(subject, edits[index]?.subject, index)),
  ];
}

function ofService(before: Subject, after: Subject | undefined, index: number): readonly Shrink[] {
  const { dockerfile, files, args, ignore, named } = before;
  const lines = new Set([...dockerfile, ...(after?.dockerfile ?? [])]);
  const paths = new Set([...Object.keys(files), ...Object.keys(after?.files ?? {})]);
  const patterns = new Set([...(ignore ?? []), ...(after?.ignore ?? [])]);
  const names = new Set([...Object.keys(args), ...Object.keys(after?.args ?? {})]);
  const each = (change: (subject: Subject) => Subject): Shrink => {
    return (pair) => {
      const smaller = changed(pair, index, change);
      return JSON.stringify(smaller) === JSON.stringify(pair) ? undefined : smaller;
    };
  };
  return [
    // What was done to it goes away.
    (pair) => {
      const subject = pair.before[index];
      const edit = pair.edits[index];
      if (!subject || !edit || edit.subject === subject) return undefined;
      const edits = pair.edits.with(index, { subject, what: 'nothing', touched: [] });
      return { ...pair, edits };
    },
    ...[...lines].map((line) => each((subject) => withoutLine(subject, line))),
    ...[...paths].map((path) => each((subject) => without(subject, 'files', path))),
    ...[...names].map((arg) => each((subject) => without(subject, 'args', arg))),
    ...[...patterns].map((pattern) => each((subject) => withoutPattern(subject, pattern))),
    ...(named ? [each(({ named: _, ...subject }) => subject)] : []),
  ];
}

function changed(
  { before, edits }: Pair,
  index: number,
  change: (subject: Subject) => Subject,
): Pair {
  const subject = before[index];
  const edit = edits[index];
  if (!subject || !edit) return { before, edits };
  const smaller = change(subject);
  const after = edit.subject === subject ? smaller : change(edit.subject);
  return {
    before: before.with(index, smaller),
    edits: edits.with(index, { ...edit, subject: after }),
  };
}

function withoutLine(subject: Subject, line: string): Subject {
  return { ...subject, dockerfile: subject.dockerfile.filter((each) => each !== line) };
}

function without(subject: Subject, of: 'files' | 'args', key: string): Subject {
  const { [key]: _, ...rest } = subject[of];
  return { ...subject, [of]: rest };
}

function withoutPattern({ ignore, ...subject }: Subject, pattern: string): Subject {
  const left = (ignore ?? []).filter((each) => each !== pattern);
  return { ...subject, ...(left.length > 0 && { ignore: left }) };
}

/** The services that a service is built from on either side, and itself. */
function linkedWith(
  before: readonly Subject[],
  edits: readonly Edited[],
  name: string,
): ReadonlySet<string> {
  const linked = new Set([name]);
  const subjects = [...before, ...edits.map(({ subject }) => subject)];
  for (const each of linked) {
    for (const subject of subjects.filter((one) => one.name === each)) {
      for (const link of linksOf(subject)) linked.add(link);
    }
  }
  return linked;
}

function onlyLinked({ before, edits }: Pair, name: string): Pair {
  const linked = linkedWith(before, edits, name);
  return {
    before: before.filter((subject) => linked.has(subject.name)),
    edits: edits.filter(({ subject }) => linked.has(subject.name)),
  };
}
