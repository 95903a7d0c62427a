/** Whose lock it is; uv's by default. */
export type LockedBy = 'uv' | 'poetry' | 'pip';

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
