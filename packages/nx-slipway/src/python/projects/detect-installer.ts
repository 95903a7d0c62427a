import { posix } from 'node:path';
import type { RequirementsFiles } from '../pip/requirements-sets';
import type { Pyproject } from '../pyproject/pyproject';
import type { InstallerClaim, InstallerName } from '../pyproject/python-project';

/** The lock each installer keeps; the order is the one in which they are preferred. */
export const LOCK_NAMES: Readonly<Record<InstallerName, string>> = {
  uv: 'uv.lock',
  poetry: 'poetry.lock',
  pip: 'requirements.txt',
};

/** What decides which lock speaks for a project. */
export interface LockFacts {
  readonly hasFile: (file: string) => boolean;
  /** What requirements files say. */
  readonly requirements?: RequirementsFiles;
  /** Text of a lock; it is read only where several installers have one. */
  readonly read?: (file: string) => string | undefined;
}

/**
 * The installers that locks speak for: the workspace's or the project's own uv.lock, a poetry.lock or a
 * requirements.txt beside the pyproject. Where there are several, a lock counts only if it holds the project.
 *
 * @param root the pyproject beside which uv would lock it
 */
export function installerClaims(
  { dir }: Pyproject,
  root: Pyproject,
  facts: LockFacts,
): readonly InstallerClaim[] {
  const all: readonly InstallerClaim[] = [
    { installer: 'uv', file: posix.join(root.dir, LOCK_NAMES.uv) },
    { installer: 'poetry', file: posix.join(dir, LOCK_NAMES.poetry) },
    { installer: 'pip', file: posix.join(dir, LOCK_NAMES.pip) },
  ];
  const claims = all.filter(({ file }) => facts.hasFile(file));
  if (claims.length < 2) return claims;
  const holding = claims.filter(({ installer, file }) => {
    if (installer === 'uv') return root.dir === dir || holdsMember(facts.read?.(file), root, dir);
    return installer !== 'pip' || isLock(file, facts.requirements);
  });
  return holding.length > 0 ? holding : claims;
}

/**
 * Whether a uv.lock has a project of its workspace, which `uv lock` would add otherwise. One that names no project at
 * all is not written as uv writes it, so that nothing is known of it.
 */
function holdsMember(text: string | undefined, root: Pyproject, dir: string): boolean {
  const held = [...(text ?? '').matchAll(LOCAL_SOURCE)].map(([, folder = '']) =>
    posix.join(root.dir, folder),
  );
  return held.length === 0 || held.includes(dir);
}

/** The source of a project on disk, as uv writes it into its lock. */
const LOCAL_SOURCE = /^source = \{ (?:editable|directory|virtual) = "([^"]*)" \}\r?$/gm;

/** A requirements file without one version is a list of dependencies, and locks nothing. */
function isLock(file: string, requirements: RequirementsFiles | undefined): boolean {
  const lines = requirements?.get(file)?.lines;
  return (
    lines?.some(
      (line) =>
        ['file', 'url', 'broken'].includes(line.kind) ||
        (line.kind === 'package' &&
          (line.requirement.url !== undefined || line.requirement.specifiers.some(isPin))),
    ) ?? true
  );
}

function isPin(specifier: string): boolean {
  return /^===?[^*]*$/.test(specifier);
}

/**
 * The installer of a project for which nobody has chosen: the first a lock speaks for, else the one its
 * pyproject is written for; uv where nothing says anything.
 */
export function detectInstaller(
  { uv, poetry }: Pyproject,
  claims: readonly InstallerClaim[],
): InstallerName {
  const [first] = claims;
  return first?.installer ?? (poetry.isPresent && !uv.isPresent ? 'poetry' : 'uv');
}
