import { posix } from 'node:path';
import { folderMentions, replaceRanges } from '../../dockerfile/places/folder-mentions';
import { withoutSlash } from '../../python/projects/without-slash';
import type { MovedText } from './edit-toml';
import { isCorrected, type Move, type MovePaths, movedPath, movedRelative } from './move';

/** `-e path`, `-r file`, a path alone, or `name @ file:path`: the head and the path. */
const LINE =
  /^(\s*(?:(?:-e|--editable)(?:\s+|=))?)((?:file:(?!\/))?)(\.{1,2}\/[^\s;#[]*|[\w.-]+(?:\/[^\s;#[]*)+)/;
const NESTED = /^(\s*(?:-[rc]|--requirement|--constraint)(?:\s*=?\s*))()(\S+)/;
const DIRECT = /^(\s*[\w.-]+(?:\[[^\]]*\])?\s*@\s*)(file:(?!\/))([^\s;#]+)/;

/**
 * Returns a requirements file with the paths of its lines as they have to be after a move, in comments too; all
 * else stays byte for byte. pip starts a path at the folder it is called in, which is the project's own or the
 * workspace root, and the path of another requirements file at the file.
 */
export function editRequirements({ file, text }: MovedText, move: Move, paths: MovePaths): string {
  const dir = posix.dirname(file);
  return text.replace(/^.*$/gm, (whole) => {
    // The tool that compiled the file names in comments what it compiled.
    const at = /(?:^|\s)#/.exec(whole)?.index ?? whole.length;
    const comment = whole.slice(at);
    return (
      editLine(whole.slice(0, at)) +
      replaceRanges(comment, folderMentions(comment, move.from), move.to)
    );
  });

  function editLine(line: string): string {
    const nested = NESTED.exec(line);
    const [whole, head = '', scheme = '', path = ''] =
      nested ?? DIRECT.exec(line) ?? LINE.exec(line) ?? [];
    if (whole === undefined) return line;
    return head + scheme + changed(path, nested !== null) + line.slice(whole.length);
  }

  function changed(path: string, isNested: boolean): string {
    const own = withoutSlash(posix.join(dir, path));
    if (isCorrected(path, dir, move, paths)) return path;
    if (isNested || paths.existed(own)) return movedRelative(path, dir, move);
    const ofRoot = withoutSlash(posix.normalize(path));
    return movedPath(ofRoot, move) === ofRoot ? path : movedRelative(path, '.', move);
  }
}
