/** Half-open range of UTF-16 offsets into a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** How a text names folders. */
export interface MentionRules {
  /** Folders that absolute paths to the context's files start with: the WORKDIRs of a Dockerfile. */
  readonly roots?: readonly string[];
  /** Ranges in which nothing is a path. */
  readonly except?: readonly TextRange[];
}

/** What a path consists of besides slashes. */
const PART = /[\w.@+~%-]/;

/**
 * Returns where a text names a folder or what lies in it, in the order of the text. A path counts as a whole:
 * `services/api` is not in `services/api-v2` or in `acme/services/api`. An absolute path may end with the folder:
 * `/app/services/api`. One word may mean anything, so that it needs a slash behind it, and before an absolute one a
 * known root.
 *
 * @param folder relative to the workspace root
 */
export function folderMentions(
  text: string,
  folder: string,
  { roots = [], except = [] }: MentionRules = {},
): readonly TextRange[] {
  const isWord = !folder.includes('/');
  const found: TextRange[] = [];
  for (let start = text.indexOf(folder); start >= 0; start = text.indexOf(folder, start + 1)) {
    const end = start + folder.length;
    const isOut = except.some((range) => start >= range.start && end <= range.end);
    const isPath = startsPath(text, start, { roots, isWord }) && endsPath(text, end, isWord);
    if (!isOut && isPath) found.push({ start, end });
  }
  return found;
}

/** Whether a path that may be the folder's starts before a place of a text. */
function startsPath(
  text: string,
  at: number,
  { roots, isWord }: { readonly roots: readonly string[]; readonly isWord: boolean },
): boolean {
  let first = at;
  while (first > 0 && /[\w.@+~%/-]/.test(text[first - 1] ?? '')) first -= 1;
  const before = text.slice(first, at);
  // A name of an image or stage is no path.
  if (before === '') return !/(?:^|[\s,]|--)from=$/.test(text.slice(Math.max(0, first - 8), first));
  if (before === './') return true;
  if (/^(?:\.\.\/)+$/.test(before)) return !isWord;
  if (!/^\/(?:.*\/)?$/.test(before)) return false;
  return (
    !isWord ||
    (before === '/' && text.slice(0, first).endsWith('{workspaceRoot}')) ||
    roots.includes(before.slice(0, -1))
  );
}

function endsPath(text: string, at: number, isWord: boolean): boolean {
  const next = text[at];
  if (next === '/') return true;
  if (isWord) return false;
  if (next === undefined || !PART.test(next)) return true;
  // A full stop ends a sentence.
  return next === '.' && !/[\w.@+~%/-]/.test(text[at + 1] ?? ' ');
}

/** A text with another text in the place of each of some ranges, which do not overlap. */
export function replaceRanges(
  text: string,
  ranges: readonly TextRange[],
  replacement: string,
): string {
  return [...ranges]
    .sort((a, b) => b.start - a.start)
    .reduce((done, { start, end }) => done.slice(0, start) + replacement + done.slice(end), text);
}
