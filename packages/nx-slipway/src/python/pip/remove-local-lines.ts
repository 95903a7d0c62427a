import { type JoinedLine, joinRequirementsLines } from './join-requirements-lines';

/**
 * Lines that name folders, as an extended regular expression that sed and JavaScript read alike: `-e ../x`,
 * `--editable=../x`, `./x`, `../x`, `file:../x`, `name @ file:../x`.
 */
export const LOCAL_LINES = '^ *(-e|--editable|file:|[.])|@ *file:';

/** What the step of a Dockerfile makes of a file otherwise than meant. */
export interface Misread extends JoinedLine {
  /** `kept` for a folder that pip would install, `removed` for a line that it would not. */
  readonly as: 'kept' | 'removed';
  /** Only a byte order mark keeps it from being removed. */
  readonly isMarked?: true;
}

/**
 * Returns the first line of a requirements file that the Dockerfile's sed treats otherwise than it should: it has to
 * remove the lines that name folders, and nothing else. sed sees physical lines, with all that pip passes over: a byte
 * order mark, white space, comments, continuations.
 *
 * @param isLocal whether a line names a folder for pip, by where the line starts
 */
export function misreadLine(text: string, isLocal: (line: number) => boolean): Misread | undefined {
  const local = new RegExp(LOCAL_LINES);
  const kept = text.split('\n').filter((line) => !local.test(line));
  const wanted = joinRequirementsLines(text);
  const others = wanted.filter(({ line }) => !isLocal(line));
  const left = joinRequirementsLines(kept.join('\n'));
  const at = left.findIndex(({ text: each }, index) => each !== others[index]?.text);
  if (at < 0 && left.length === others.length) return undefined;
  const stays = wanted.find(({ line, text: each }) => isLocal(line) && each === left[at]?.text);
  const isMarked =
    stays?.line === 1 && local.test(text.split('\n', 1)[0]?.replace(/^\uFEFF/, '') ?? '');
  if (stays) return { ...stays, as: 'kept', ...(isMarked && { isMarked: true }) };
  // What is left of a line that was removed in part belongs to whatever was to follow.
  const gone = others[at < 0 ? left.length : at] ?? wanted.at(-1);
  return gone && { ...gone, as: 'removed' };
}
