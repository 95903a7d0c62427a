import type { Problem } from '../../../problems/problem';
import type { InstallerName, PythonProject } from '../../../python/pyproject/python-project';
import type { Ask } from '../../ask';

/**
 * The installer of an existing project. If several locks lie around it, only the user knows which one
 * counts.
 *
 * @param wanted by the option
 */
export async function chooseInstaller(
  { installer, claims, pyproject }: PythonProject,
  wanted: InstallerName | undefined,
  ask: Ask,
): Promise<{ readonly installer: InstallerName } | { readonly problem: Problem }> {
  if (wanted !== undefined) return { installer: wanted };
  if (claims.length < 2) return { installer };
  const name = pyproject.name ?? pyproject.dir;
  const answer = await ask(
    `Who installs the dependencies of ${name}?`,
    claims.map(({ installer: value, file }) => ({ value, hint: `there is ${file}` })),
  );
  return answer === undefined
    ? { problem: { kind: 'installer-ambiguous', place: { file: pyproject.file }, name, claims } }
    : { installer: answer };
}

/** The installer of a new project: the one the projects that are there agree on, else uv. */
export function installerOfNew(projects: Iterable<PythonProject>): InstallerName {
  const used = new Set([...projects].map(({ installer }) => installer));
  const [only] = used;
  return used.size === 1 && only !== undefined ? only : 'uv';
}
