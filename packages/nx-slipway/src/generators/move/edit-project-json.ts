import { type Node, parseTree } from 'jsonc-parser';
import { folderMentions, replaceRanges } from '../../dockerfile/places/folder-mentions';
import { withoutMark } from '../../workspace/files/file-text';
import { setInJson } from '../edit-json';
import { isCorrected, type Move, type MovePaths, movedRelative } from './move';

/** Keys whose value is a folder, also one of a single word. */
const FOLDERS: ReadonlySet<string> = new Set(['sourceRoot', 'root', 'cwd', 'projectRoot']);

/** A string of a JSON text. */
interface JsonString {
  /** Names and positions that lead to it. */
  readonly path: readonly (string | number)[];
  readonly value: string;
  readonly node: Node;
}

/** Returns a project.json or nx.json with the new folder wherever it had the old one as a path. */
export function editJsonPaths(text: string, move: Move): string {
  const { from, to } = move;
  return editStrings(replaceRanges(text, folderMentions(text, from), to), ({ path, value }) =>
    value === from && FOLDERS.has(String(path.at(-1))) ? to : value,
  );
}

/** Returns the moved project's project.json with the path of its `$schema`, which is relative to the file. */
export function editSchemaPath(text: string, move: Move, paths: MovePaths): string {
  return editStrings(text, ({ path, value }) =>
    path.length === 1 &&
    path[0] === '$schema' &&
    value.startsWith('.') &&
    !isCorrected(value, move.from, move, paths)
      ? movedRelative(value, move.from, move)
      : value,
  );
}

/**
 * Returns a project.json or nx.json with another name of a project, where Nx takes a string for one: implicit
 * dependencies, the projects of `dependsOn`, of inputs and of releases, and `project:target` in `dependsOn`.
 */
export function editJsonNames(text: string, before: string, after: string): string {
  return editStrings(text, ({ path, value }) => {
    const keys = path.filter((key) => typeof key === 'string');
    const [key = '', parent = ''] = [...keys].reverse();
    const isTask = key === 'dependsOn' && value.startsWith(`${before}:`);
    if (isTask) return `${after}${value.slice(before.length)}`;
    const isName =
      key === 'implicitDependencies' ||
      parent === 'implicitDependencies' ||
      (key === 'projects' && PROJECT_LISTS.some((list) => keys.includes(list))) ||
      (keys.length === 1 && key === 'defaultProject');
    if (!isName) return value;
    return value === before ? after : value === `!${before}` ? `!${after}` : value;
  });
}

const PROJECT_LISTS = ['dependsOn', 'inputs', 'namedInputs', 'release', 'targetDefaults'];

/** Returns a project.json with a name; without a text a file that has nothing else. */
export function setProjectName(text: string | undefined, name: string): string {
  return setInJson(text ?? '', ['name'], name);
}

function editStrings(text: string, change: (string: JsonString) => string): string {
  const bare = withoutMark(text);
  const shift = text.length - bare.length;
  const root = parseTree(bare, undefined, { allowTrailingComma: true });
  const edits = (root ? stringsIn(root, []) : []).flatMap((string) => {
    const after = change(string);
    const { offset, length } = string.node;
    return after === string.value
      ? []
      : [{ start: offset + shift, end: offset + length + shift, after }];
  });
  return edits
    .reverse()
    .reduce(
      (done, { start, end, after }) => replaceRanges(done, [{ start, end }], JSON.stringify(after)),
      text,
    );
}

function stringsIn(node: Node, path: readonly (string | number)[]): readonly JsonString[] {
  if (node.type === 'string') return [{ path, value: String(node.value), node }];
  const children = node.children ?? [];
  if (node.type === 'array')
    return children.flatMap((each, index) => stringsIn(each, [...path, index]));
  return children.flatMap(({ children: [key, value] = [] }) =>
    key && value ? stringsIn(value, [...path, String(key.value)]) : [],
  );
}
