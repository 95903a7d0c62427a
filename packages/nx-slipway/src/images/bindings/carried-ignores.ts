import { posix } from 'node:path';
import { ignoreLines, ignoreMatcher, stateOf } from '../../dockerfile/patterns/ignore-matcher';

/** An ignore file that BuildKit does not read beside one that is named for the Dockerfile, or lines in its manner. */
export interface FolderIgnore {
  /** Folder that it lies in, relative to the workspace root; `.` for the root itself. */
  readonly folder: string;
  readonly text: string;
  /** Where the lines are from and why, as a comment above them. */
  readonly heading: string;
}

/** Files of a project that its wheel cannot be built without, or is told of. */
const METADATA = [
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  ...['README.md', 'README.rst', 'README.txt', 'README'],
  ...['LICENSE', 'LICENSE.md', 'LICENSE.txt'],
];

/**
 * Returns lines for a generated ignore file that keep out what the `.dockerignore` files of its folders keep out:
 * BuildKit reads one file, so a secret that they name would come into the context. What they let in again is let in
 * again, except after a line for everything: that is a list of what another image takes. A line that would leave out
 * a whole folder of the image itself is left away; its files and the projects' metadata are let in again.
 *
 * @param kept what the image takes, relative to the workspace root
 * @param projects folders of its projects
 * @param hasFile takes paths relative to the workspace root
 */
export function carriedIgnores(
  ignores: readonly FolderIgnore[],
  kept: readonly string[],
  {
    projects,
    hasFile,
  }: {
    readonly projects: readonly string[];
    readonly hasFile: (path: string) => boolean;
  },
): readonly string[] {
  const folders = kept.filter((path) => !hasFile(path));
  const lines = ignores.flatMap(({ folder, text, heading }) => {
    const own = withoutAllowList(patternsOf(text)).flatMap(({ path, isException }) => {
      const line = posix.join(folder, path);
      return !isException && folders.some((each) => leavesOut([line], each))
        ? []
        : [isException ? `!${line}` : line];
    });
    return own.some((line) => !line.startsWith('!')) ? [`# ${heading}`, ...own] : [];
  });
  const files = [
    ...kept.filter(hasFile),
    ...projects
      .flatMap((folder) => METADATA.map((name) => posix.join(folder, name)))
      .filter((path) => leavesOut(lines, path) && hasFile(path)),
  ];
  const needed = files.filter((path) => leavesOut(lines, path));
  return [...lines, ...[...new Set(needed)].sort().map((path) => `!${path}`)];
}

interface Pattern {
  /** Relative to the folder. */
  readonly path: string;
  readonly isException: boolean;
}

function patternsOf(text: string): readonly Pattern[] {
  return ignoreLines(text).flatMap(({ written, isException }): readonly Pattern[] => {
    const path = posix.join('/', written).replace(/^\/|\/$/g, '');
    return path === '' ? [] : [{ path, isException }];
  });
}

/** The lines of a deny-list; those of an allow-list that keep out more than it does. */
function withoutAllowList(patterns: readonly Pattern[]): readonly Pattern[] {
  const isAll = ({ path, isException }: Pattern): boolean => !isException && /^[*/]+$/.test(path);
  return patterns.some(isAll)
    ? patterns.filter((each) => !each.isException && !isAll(each))
    : patterns;
}

function leavesOut(lines: readonly string[], path: string): boolean {
  return stateOf(ignoreMatcher(lines.join('\n')), path).isIgnored;
}
