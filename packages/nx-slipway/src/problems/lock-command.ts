/** Whose lock it is; uv's by default. */
export type LockedBy = 'uv' | 'poetry' | 'pip';

/**
 * What to type to lock another version of one package. Poetry locks another one than the newest only where a project
 * asks for it.
 *
 * @param requirement `numpy`, `numpy==2.3.0`, `numpy<2.3`
 * @param dir of the lock, relative to the workspace root
 */
export function upgradeCommand(
  requirement: string,
  dir: string,
  installer: LockedBy = 'uv',
): string {
  const word = /[<>]/.test(requirement) ? `'${requirement}'` : requirement;
  if (installer !== 'poetry') return `${lockCommand(dir, installer)} --upgrade-package ${word}`;
  const place = dir === '.' ? '' : ` --directory ${dir}`;
  return /[=<>]/.test(requirement)
    ? `poetry add --lock${place} ${word}`
    : `poetry update --lock${place} ${word}`;
}

/** What to type for a lock that is up to date. @param dir of the lock, relative to the workspace root */
export function lockCommand(dir: string, installer: LockedBy = 'uv'): string {
  const [option, file] = dir === '.' ? ['', ''] : [` ${dir}`, `${dir}/`];
  switch (installer) {
    case 'uv':
      return `uv lock${option && ` --project${option}`}`;
    case 'poetry':
      return `poetry lock${option && ` --directory${option}`}`;
    case 'pip':
      return `uv pip compile --universal --generate-hashes --output-file ${file}requirements.txt ${file}pyproject.toml`;
  }
}
