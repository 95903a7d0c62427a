import { posix } from 'node:path';
import { withoutSlash } from '../../python/projects/without-slash';
import { tomlStrings } from '../../python/toml/toml-strings';
import { isCorrected, type Move, type MovePaths, movedPath, movedRelative } from './move';

/** One file of a workspace as it is before a move. */
export interface MovedText {
  /** Path before the move, relative to the workspace root. */
  readonly file: string;
  readonly text: string;
}

/** Keys under which a string is a path, also of what does not exist. */
const PATHS = [
  /^tool\.uv\.workspace\.(?:members|exclude)$/,
  /^tool\.uv\.sources\.[^.]+(?:\.path)?$/,
  /^tool\.poetry\.(?:.*\.)?(?:dev-)?dependencies\.[^.]+\.(?:path|file)$/,
];

/**
 * Returns a TOML file with its relative paths as they have to be after a move: those of uv and Poetry, and any other
 * value that starts with a dot or leads into the folder, if something exists there. All else stays byte for byte.
 */
export function editToml({ file, text }: MovedText, move: Move, paths: MovePaths): string {
  const dir = posix.dirname(file);
  return [...tomlStrings(text)]
    .sort((a, b) => b.start - a.start)
    .reduce((done, { keys, written, start, end }) => {
      const after = changed(keys.join('.'), written);
      return after === written ? done : done.slice(0, start) + after + done.slice(end);
    }, text);

  function changed(key: string, written: string): string {
    // Requirements name folders behind an @: `shared @ file:../shared`.
    const [, head = '', path = written] = /^([^@]+@\s*file:(?!\/))([^;\s]+)/.exec(written) ?? [];
    const isRequirement = head !== '';
    if (path.includes('\\')) return written;
    // What is before a pattern is a folder; the pattern stays.
    const fixed = /^[^*?[{]*(?=\/[^/]*[*?[{])|^[^*?[{]*$/.exec(path)?.[0] ?? '';
    const target = withoutSlash(posix.join(dir, fixed));
    const isPath =
      isRequirement ||
      PATHS.some((pattern) => pattern.test(key)) ||
      ((/^\.\.?\//.test(fixed) || movedPath(target, move) !== target) && paths.existed(target));
    if (!isPath || fixed === '' || isCorrected(fixed, dir, move, paths)) return written;
    return head + movedRelative(fixed, dir, move) + written.slice(head.length + fixed.length);
  }
}
