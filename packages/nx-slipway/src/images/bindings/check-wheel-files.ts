import { posix } from 'node:path';
import { ignoreMatcher, isLeftOut } from '../../dockerfile/patterns/ignore-matcher';
import type { Problem } from '../../problems/problem';
import type { Pyproject } from '../../python/pyproject/pyproject';
import { isWheelOpen, UNBUILT_FOLDERS } from '../../python/wheels/wheel-entries';
import { literalPart } from './context-sources';

/** What an image's build context is checked by. */
export interface WheelFileFacts {
  /** Projects whose wheels are built in the image. */
  readonly pyprojects: readonly Pyproject[];
  /** The ignore file beside the Dockerfile; relative to the workspace root. */
  readonly ignoreFile: { readonly file: string; readonly text: string };
  /** Whether there is something at a path relative to the workspace root. */
  readonly hasFile: (path: string) => boolean;
  /** Whether git leaves a path out of the repository. */
  readonly isUntracked: (path: string) => boolean;
}

/**
 * Returns what a build context lacks of the projects' wheels: a problem for each path that a build backend
 * is told to take and the ignore file leaves out, since the wheel would be built without it; a note for a
 * folder that it leaves out and a wheel may take, as far as is known.
 */
export function checkWheelFiles(facts: WheelFileFacts): {
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
} {
  const { pyprojects, ignoreFile, hasFile, isUntracked } = facts;
  const matcher = ignoreMatcher(ignoreFile.text);
  const isMissed = (path: string): boolean => hasFile(path) && isLeftOut(matcher, path);
  const problems = pyprojects.flatMap(({ dir, wheelPaths }) =>
    wheelPaths.named.flatMap(({ path, place }): readonly Problem[] => {
      const found = posix.join(dir, literalPart(path));
      return isMissed(found)
        ? [{ kind: 'wheel-files-ignored', place, path: found, ignoreFile: ignoreFile.file }]
        : [];
    }),
  );
  const notes = pyprojects.flatMap((pyproject): readonly Problem[] => {
    if (!isWheelOpen(pyproject, hasFile)) return [];
    const { dir, file } = pyproject;
    return [...UNBUILT_FOLDERS]
      .sort()
      .map((name) => posix.join(dir, name))
      .filter((path) => isMissed(path) && !isUntracked(path))
      .map((path) => ({
        kind: 'wheel-folder-left-out',
        place: { file },
        path,
        ignoreFile: ignoreFile.file,
      }));
  });
  return { problems, notes };
}
