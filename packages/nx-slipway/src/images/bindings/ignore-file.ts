import { UNBUILT_FOLDERS } from '../../python/wheels/wheel-entries';

/** What an allow-list lets into a build context. */
export interface IgnoreFileView {
  /** Folders of Python projects, relative to the workspace root; `.` lets in everything. */
  readonly projects: readonly string[];
  /** Files beside them: the lock, the pyproject it belongs to. */
  readonly files?: readonly string[];
  /** Folders of other Python projects, of which those below `projects` stay out. */
  readonly others?: readonly string[];
  /** Names in each project's folder that its wheel takes, which stay in. */
  readonly wheelEntries?: ReadonlyMap<string, readonly string[]>;
  /** What the user added below {@link OWN_LINES_MARK}; kept as it is. */
  readonly ownLines?: string;
}

/** The user's lines of a generated ignore file stand below this line. */
export const OWN_LINES_MARK = '# Lines below this one are yours and are kept.';

/** What makes no difference to an image wherever it lies. */
const CACHES = [
  '.coverage',
  '.git',
  '.mypy_cache',
  '.nx',
  '.pytest_cache',
  '.ruff_cache',
  '.venv',
  '__pycache__',
  'node_modules',
  '*.egg-info',
  '*.py[cod]',
];

/** What lies in a project's own folder and is in no wheel. */
const NOT_IN_A_WHEEL = [
  ...UNBUILT_FOLDERS,
  'project.json',
  'Dockerfile',
  '*.Dockerfile',
  '*.dockerignore',
];

/**
 * The ignore file of one Dockerfile as an allow-list: everything out, the closure's folders in, caches
 * and tests out again, so that running the tests on the host re-runs no step. BuildKit takes
 * `<Dockerfile>.dockerignore` in place of the context's `.dockerignore`; the last line that matches a
 * path decides, so the user's lines have the last word.
 */
export function ignoreFile({
  projects,
  files = [],
  others = [],
  wheelEntries = new Map(),
  ownLines,
}: IgnoreFileView): string {
  const folders = [...projects].sort();
  const below = (folder: string, name: string): string =>
    folder === '.' ? name : `${folder}/${name}`;
  const isBelow = (folder: string): boolean =>
    folders.some((each) => each === '.' || folder.startsWith(`${each}/`));
  const lines = [
    ...(folders.includes('.') ? [] : ['*']),
    ...[...files, ...folders.filter((folder) => folder !== '.')].sort().map((path) => `!${path}`),
    ...others.filter((folder) => !folders.includes(folder) && isBelow(folder)).sort(),
    ...CACHES.map((name) => `**/${name}`),
    ...folders.flatMap((folder) =>
      NOT_IN_A_WHEEL.filter((name) => !wheelEntries.get(folder)?.includes(name)).map((name) =>
        below(folder, name),
      ),
    ),
  ];
  return ownLines === undefined
    ? `${lines.join('\n')}\n`
    : [
        '# The build context of the Dockerfile beside this file: what its image depends on, and no more.',
        '# Kept by `nx sync` from the project graph.',
        ...lines,
        '',
        OWN_LINES_MARK,
        ownLines,
      ].join('\n');
}

/**
 * The user's lines of an ignore file that is there. One without the mark was not generated, and all of
 * it is the user's.
 */
export function ownIgnoreLines(text: string | undefined): string {
  if (text === undefined) return '';
  const lines = text.split('\n');
  const mark = lines.findIndex((line) => line.trimEnd() === OWN_LINES_MARK);
  return lines.slice(mark + 1).join('\n');
}
