import type { PythonProject } from '../../../python/pyproject/python-project';

/** The command that adds requirements to a project with its own installer. */
export function addCommand(
  { installer, dir, pyproject, lockFile }: PythonProject,
  requirements: readonly string[],
): string {
  const list = requirements.map((each) => (each.includes('[') ? `'${each}'` : each)).join(' ');
  switch (installer) {
    case 'uv':
      return `uv add --package ${pyproject.normalizedName} ${list}`;
    case 'poetry':
      return `poetry add --directory ${dir} ${list}`;
    case 'pip':
      return `write ${list} into ${pyproject.file} and compile ${lockFile} again`;
  }
}
