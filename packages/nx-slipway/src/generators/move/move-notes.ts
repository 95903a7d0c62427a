import type { Tree } from '@nx/devkit';
import type { MoveProblem } from '../../problems/kinds/commands/move-problem';
import type { Place } from '../../problems/place';
import { textOf } from '../../workspace/files/file-text';
import type { PlannedMove } from './check-move';
import { folderLines, nameLines, relativeLines } from './find-mentions';
import type { KeptFile } from './kept-files';
import { type MovePaths, movedPath } from './move';

/** Lines that a note shows; more of them nobody reads. */
const SHOWN = 30;

/** Bytes above which a file is data. */
const LARGE = 1_000_000;

/** What has been moved. */
export interface MovedFacts {
  readonly move: PlannedMove;
  readonly files: readonly KeptFile[];
  readonly paths: MovePaths;
  /** References of images that are others now. */
  readonly references: readonly string[];
}

/** Returns what is left to do by hand after a move: lines that name the old folder or name, and paths that led out of it. */
export function moveNotes(
  tree: Tree,
  { move, files, paths: known, references }: MovedFacts,
): readonly MoveProblem[] {
  const { from, to, before, after, project } = move;
  const folders: Place[] = [];
  const names: Place[] = [];
  const paths: Place[] = [];
  for (const { file, link } of files) {
    const path = movedPath(file, move);
    const bytes = link === undefined ? tree.read(path) : null;
    if (bytes === null || bytes.length > LARGE || bytes.includes(0)) continue;
    const text = textOf(bytes);
    if (from !== to) folders.push(...folderLines(path, text, from));
    if (before !== after) names.push(...nameLines(path, text, { name: before, references }));
    if (path !== file) paths.push(...relativeLines(file, text, move, known));
  }
  const { pyproject } = project;
  const distribution = pyproject.name;
  return [
    ...mentions(from, folders),
    ...mentions(
      before,
      names.filter((place) => !folders.some((each) => isSame(each, place))),
    ),
    ...(paths.length > 0 ? [{ kind: 'move-paths-left' as const, ...shown(paths) }] : []),
    ...(before !== after && distribution !== undefined && distribution !== after
      ? [
          {
            kind: 'move-distribution-kept' as const,
            place: { file: movedPath(pyproject.file, move) },
            ...{ name: after, distribution },
          },
        ]
      : []),
  ];
}

function mentions(old: string, places: readonly Place[]): readonly MoveProblem[] {
  return places.length === 0 ? [] : [{ kind: 'move-mentions-left', old, ...shown(places) }];
}

function shown(places: readonly Place[]): {
  readonly places: readonly Place[];
  readonly more: number;
} {
  return { places: places.slice(0, SHOWN), more: Math.max(0, places.length - SHOWN) };
}

function isSame(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line;
}
