import { posix } from 'node:path';
import { folderMentions, replaceRanges } from '../../dockerfile/folder-mentions';
import { editDockerfile } from './edit-dockerfile';
import { editJsonPaths, editSchemaPath } from './edit-json';
import { editLock } from './edit-lock';
import { editRequirements } from './edit-requirements';
import { editToml, type MovedText } from './edit-toml';
import { type Move, movedPath } from './move';

/**
 * Returns a file of the workspace with its paths as they have to be after a move. A file of a kind that nothing is
 * known of stays as it is.
 *
 * @param exists whether something was at a path before the move
 */
export function editText(moved: MovedText, move: Move, exists: (path: string) => boolean): string {
  const { file, text } = moved;
  const name = posix.basename(file);
  if (/\.dockerignore$/.test(name)) return editIgnoreFile(text, move);
  if (/^(?:Dockerfile|.*\.[Dd]ockerfile)$/.test(name)) return editDockerfile(text, move);
  if (/^requirements[\w.-]*\.(?:txt|in)$/.test(name)) return editRequirements(moved, move, exists);
  if (name === 'uv.lock' || name === 'poetry.lock') return editLock(moved, move);
  if (name === 'nx.json') return editJsonPaths(text, move);
  if (name === 'project.json') {
    const edited = editJsonPaths(text, move);
    return movedPath(file, move) === file || posix.dirname(file) !== move.from
      ? edited
      : editSchemaPath(edited, move);
  }
  const isOwn = movedPath(file, move) !== file;
  return name === 'pyproject.toml' || (name.endsWith('.toml') && isOwn)
    ? editToml(moved, move, exists)
    : text;
}

/** An ignore file names folders from the build context's root; a line may be a folder of a single word alone. */
function editIgnoreFile(text: string, { from, to }: Move): string {
  const edited = replaceRanges(text, folderMentions(text, from), to);
  return edited.replace(/^([ \t]*!?[ \t]*\/?)(.*?)([ \t]*\r?)$/gm, (line, head, path, tail) =>
    path === from ? `${head}${to}${tail}` : line,
  );
}
