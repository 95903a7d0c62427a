import { posix } from 'node:path';
import { escapePattern } from '../../dockerfile/patterns/escape-pattern';
import { folderMentions } from '../../dockerfile/places/folder-mentions';
import { lineAt } from '../../problems/line-at';
import type { Place } from '../../problems/place';
import { withoutSlash } from '../../python/projects/without-slash';
import { isCorrected, type Move, type MovePaths, movedPath, movedRelative } from './move';

/** Files that tools write: nobody edits them by hand. */
const WRITTEN = /(?:^|\/)[^/]*(?:\.lock|-lock\.(?:json|yaml))$/;

/** Returns the lines of a file that name a folder. */
export function folderLines(file: string, text: string, folder: string): readonly Place[] {
  if (WRITTEN.test(file)) return [];
  return placesOf(
    file,
    text,
    folderMentions(text, folder).map(({ start }) => start),
  );
}

/**
 * Returns the lines of a file that name an Nx project or one of its images: in a call of Nx, before the name of a
 * target, or as a reference.
 *
 * @param references of the images, which are other ones now
 */
export function nameLines(
  file: string,
  text: string,
  { name, references }: { readonly name: string; readonly references: readonly string[] },
): readonly Place[] {
  if (WRITTEN.test(file)) return [];
  const word = escapePattern(name);
  const patterns = [
    new RegExp(`\\bnx\\b[^\\n]*?[\\s=,:'"]${word}(?=[\\s:,'"\`]|$)`, 'gm'),
    new RegExp(`["'\`\\s]${word}:(?:build|push|run)-image\\b`, 'g'),
    ...references.map(
      (each) =>
        new RegExp(`(?<![\\w./-])(?:[\\w.-]+(?::\\d+)?/)?${escapePattern(each)}(?![\\w./-])`, 'g'),
    ),
  ];
  const found = patterns.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index }) => index),
  );
  return placesOf(file, text, found);
}

/**
 * Returns the lines of a moved file with relative paths that lead out of the project and elsewhere after the move.
 *
 * @param file before the move
 */
export function relativeLines(
  file: string,
  text: string,
  move: Move,
  paths: MovePaths,
): readonly Place[] {
  const dir = posix.dirname(file);
  const found = Array.from(
    text.matchAll(/(?<![\w.@+~%/-])(?:\.\.\/)+[\w.@+~%-][\w.@+~%/-]*/g),
  ).filter(([path]) => {
    const target = withoutSlash(posix.join(dir, path));
    const isOutside = movedPath(target, move) === target;
    return (
      isOutside &&
      movedRelative(path, dir, move) !== path &&
      paths.existed(target) &&
      !isCorrected(path, dir, move, paths)
    );
  });
  return placesOf(
    movedPath(file, move),
    text,
    found.map(({ index }) => index),
  );
}

function placesOf(file: string, text: string, offsets: readonly number[]): readonly Place[] {
  const lines = offsets.map((offset) => lineAt(text, offset));
  return [...new Set(lines)].sort((a, b) => a - b).map((line) => ({ file, line }));
}
