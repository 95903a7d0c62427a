import { ignoreMatcher, stateOf } from '../../dockerfile/patterns/ignore-matcher';
import { UNBUILT_FOLDERS } from '../../python/wheels/wheel-entries';
import { literalPart } from './context-sources';
import { SECRET_FILES } from './ignored-secrets';

/** What an allow-list lets into a build context. */
export interface IgnoreFileView {
  /** Folders of Python projects, relative to the workspace root; `.` lets in everything. */
  readonly projects: readonly string[];
  /** Files beside them: the lock, the pyproject it belongs to. */
  readonly files?: readonly string[];
  /** What else instructions of the Dockerfile take by name; Go's wildcards mean the same in an ignore file. */
  readonly sources?: readonly string[];
  /** Whether a path is known to be a file. */
  readonly isFile?: (path: string) => boolean;
  /** Folders of other Python projects, of which those below `projects` stay out. */
  readonly others?: readonly string[];
  /** Names in each project's folder that its wheel takes, which stay in. */
  readonly wheelEntries?: ReadonlyMap<string, readonly string[]>;
  /** Folders that the project in the workspace root is built from; without them all may belong to it. */
  readonly rootFolders?: readonly string[];
  /** Lines from `.dockerignore` files. */
  readonly carried?: readonly string[];
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

/** What belongs to Nx and npm in a workspace root that is a Python project as well. */
export const WORKSPACE_FILES = [
  'nx.json',
  'package.json',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
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
  sources = [],
  isFile = () => false,
  others = [],
  wheelEntries = new Map(),
  rootFolders,
  carried = [],
  ownLines,
}: IgnoreFileView): string {
  const folders = [...projects].sort();
  const below = (folder: string, name: string): string =>
    folder === '.' ? name : `${folder}/${name}`;
  const isBelow = (folder: string): boolean =>
    folders.some((each) => each === '.' || folder.startsWith(`${each}/`));
  const allowed = [...files, ...folders.filter((folder) => folder !== '.'), ...(rootFolders ?? [])];
  const closed = folders.includes('.') ? (rootFolders ? ['*/**'] : []) : ['*'];
  // `*/**` leaves the folders themselves alone, and a line that changes nothing about a folder does not count below it.
  const isTop = (path: string): boolean =>
    rootFolders !== undefined && !path.includes('/') && !isFile(path);
  const letIn = (paths: readonly string[]): readonly string[] => [
    ...closed,
    ...[...new Set(paths)].sort().map((path) => (isTop(path) ? `!${path}/**` : `!${path}`)),
  ];
  const named = leftOut(sources, letIn(allowed), isFile);
  const isTaken = (folder: string, name: string): boolean =>
    wheelEntries.get(folder)?.includes(name) || sources.includes(below(folder, name));
  const excluded = [
    ...carried,
    ...(rootFolders ? WORKSPACE_FILES.filter((name) => !sources.includes(name)) : []),
    ...others.filter((folder) => !folders.includes(folder) && isBelow(folder)).sort(),
    ...[...CACHES, ...SECRET_FILES].map((name) => `**/${name}`),
    ...folders.flatMap((folder) =>
      NOT_IN_A_WHEEL.filter((name) => !isTaken(folder, name)).map((name) => below(folder, name)),
    ),
  ];
  const lines = [
    ...letIn([...allowed, ...named]),
    ...excluded,
    // What the Dockerfile names of a folder that is left out for everything else.
    ...leftOut(sources, excluded, isFile).map((path) => `!${path}`),
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

/** The paths of which lines of an ignore file leave out anything by themselves, sorted. */
function leftOut(
  paths: readonly string[],
  lines: readonly string[],
  isFile: (path: string) => boolean,
): readonly string[] {
  const matcher = ignoreMatcher(lines.join('\n'));
  // A pattern may leave out all that is in a folder and not the folder.
  const isOut = (path: string): boolean =>
    path === ''
      ? lines.includes('*')
      : [path, ...(isFile(path) ? [] : [`${path}/below`])].some(
          (each) => stateOf(matcher, each).isIgnored,
        );
  return [...new Set(paths)].filter((path) => isOut(literalPart(path))).sort();
}

/**
 * The user's lines of an existing ignore file. One without the mark was not generated, and all of
 * it is the user's.
 */
export function ownIgnoreLines(text: string | undefined): string {
  if (text === undefined) return '';
  const lines = text.split('\n');
  const mark = lines.findIndex((line) => line.trimEnd() === OWN_LINES_MARK);
  return lines.slice(mark + 1).join('\n');
}
