import { posix } from 'node:path';
import type { Pyproject } from '../pyproject/pyproject';
import type { InstallerClaim, InstallerName } from '../pyproject/python-project';

/** The lock each installer keeps; the order is the one in which they are preferred. */
export const LOCK_NAMES: Readonly<Record<InstallerName, string>> = {
  uv: 'uv.lock',
  poetry: 'poetry.lock',
  pip: 'requirements.txt',
};

/**
 * The installers that locks speak for: the workspace's or the project's own uv.lock, a poetry.lock or a
 * requirements.txt beside the pyproject.
 *
 * @param root the pyproject beside which uv would lock it
 */
export function installerClaims(
  { dir }: Pyproject,
  root: Pyproject,
  hasFile: (file: string) => boolean,
): readonly InstallerClaim[] {
  const claims: readonly InstallerClaim[] = [
    { installer: 'uv', file: posix.join(root.dir, LOCK_NAMES.uv) },
    { installer: 'poetry', file: posix.join(dir, LOCK_NAMES.poetry) },
    { installer: 'pip', file: posix.join(dir, LOCK_NAMES.pip) },
  ];
  return claims.filter(({ file }) => hasFile(file));
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
