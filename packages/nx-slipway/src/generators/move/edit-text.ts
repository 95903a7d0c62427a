import { posix } from 'node:path';
import { folderMentions, replaceRanges } from '../../dockerfile/places/folder-mentions';
import { editDockerfile } from './edit-dockerfile';
import { editLock } from './edit-lock';
import { editJsonPaths, editSchemaPath } from './edit-project-json';
import { editRequirements } from './edit-requirements';
import { editToml, type MovedText } from './edit-toml';
import { type Move, type MovePaths, movedPath } from './move';

/**
 * Returns a file of the workspace with its paths as they have to be after a move. A file of a kind that nothing is
 * known of stays as it is.
 */
export function editText(moved: MovedText, move: Move, paths: MovePaths): string {
  const { file, text } = moved;
  const name = posix.basename(file);
  if (/\.dockerignore$/.test(name)) return editIgnoreFile(text, move);
  if (/^(?:Dockerfile|.*\.[Dd]ockerfile)$/.test(name)) return editDockerfile(text, move);
  if (/^requirements[\w.-]*\.(?:txt|in)$/.test(name)) return editRequirements(moved, move, paths);
  if (name === 'uv.lock' || name === 'poetry.lock') return editLock(moved, move, paths);
  if (name === 'nx.json') return editJsonPaths(text, move);
  if (name === 'project.json') {
    const edited = editJsonPaths(text, move);
    return movedPath(file, move) === file || posix.dirname(file) !== move.from
      ? edited
      : editSchemaPath(edited, move, paths);
  }
  const isOwn = movedPath(file, move) !== file;
  return name === 'pyproject.toml' || (name.endsWith('.toml') && isOwn)
    ? editToml(moved, move, paths)
    : text;
}

/** An ignore file names folders from the build context's root; a line may be a folder of a single word alone. */
function editIgnoreFile(text: string, { from, to }: Move): string {
  const edited = replaceRanges(text, folderMentions(text, from), to);
  return edited.replace(/^([ \t]*!?[ \t]*\/?)(.*?)([ \t]*\r?)$/gm, (line, head, path, tail) =>
    path === from ? `${head}${to}${tail}` : line,
  );
}
