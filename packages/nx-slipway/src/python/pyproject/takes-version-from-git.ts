import type { TomlReader } from '../toml/toml-reader';

/** Build requirements that make a version of git's tags, all told another one by a variable. */
const GIT_BACKENDS: ReadonlySet<string> = new Set([
  'flit-scm',
  'hatch-vcs',
  'pbr',
  'poetry-dynamic-versioning',
  'setuptools-scm',
  'uv-dynamic-versioning',
  'vcs-versioning',
]);

/**
 * Whether a project's build backend takes its version from git, which no build context holds: the
 * version is not in the pyproject, and something the project builds with reads tags.
 */
export function takesVersionFromGit(reader: TomlReader, requires: readonly string[]): boolean {
  const isPdm =
    requires.includes('pdm-backend') && reader.is(['tool', 'pdm', 'version', 'source'], 'scm');
  return (
    !reader.has(['project', 'version']) &&
    (isPdm || requires.some((name) => GIT_BACKENDS.has(name)))
  );
}
