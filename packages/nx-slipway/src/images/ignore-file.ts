/** What an allow-list lets into a build context. */
export interface IgnoreFileView {
  /** Folders of Python projects, relative to the workspace root; `.` lets in everything. */
  readonly projects: readonly string[];
  /** Files beside them: the lock, the pyproject it belongs to. */
  readonly files?: readonly string[];
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
  'tests',
  'dist',
  'build',
  'project.json',
  'Dockerfile',
  '*.Dockerfile',
  '*.dockerignore',
];

/**
 * The ignore file of one Dockerfile as an allow-list: everything out, the closure's folders in, caches
 * and tests out again, so that running the tests on the host re-runs no step. BuildKit takes
 * `<Dockerfile>.dockerignore` in place of the context's `.dockerignore`.
 */
export function ignoreFile({ projects, files = [] }: IgnoreFileView): string {
  const folders = [...projects].sort();
  const below = (folder: string, name: string): string =>
    folder === '.' ? name : `${folder}/${name}`;
  return [
    ...(folders.includes('.') ? [] : ['*']),
    ...[...files, ...folders.filter((folder) => folder !== '.')].sort().map((path) => `!${path}`),
    ...CACHES.map((name) => `**/${name}`),
    ...folders.flatMap((folder) => NOT_IN_A_WHEEL.map((name) => below(folder, name))),
    '',
  ].join('\n');
}
