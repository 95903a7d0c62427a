import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';

/** What is asked of a lock. */
export interface RolePackageFacts {
  /** Normalised names of what the lock gives the image. */
  readonly held: ReadonlySet<string>;
  readonly project: PythonProject;
  readonly roleName: string;
}

/**
 * A warning where an image's part of the lock lacks what its command starts with: the image would be
 * built, and would not run.
 */
export function checkRolePackages(
  { needs }: Role,
  { held, project, roleName }: RolePackageFacts,
): readonly Problem[] {
  const missing = needs.filter(({ anyOf }) => !anyOf.some((name) => held.has(name)));
  const requirements = [...new Set(missing.map(({ requirement }) => requirement))];
  const quoted = requirements.map((each) => (each.includes('[') ? `'${each}'` : each));
  return missing.length === 0
    ? []
    : [
        {
          kind: 'role-package-missing',
          place: { file: project.pyproject.file },
          role: roleName,
          packages: missing.map(({ anyOf }) => anyOf.join(' or ')),
          add: addCommand(project, quoted.join(' ')),
        },
      ];
}

function addCommand({ installer, dir, pyproject, lockFile }: PythonProject, list: string): string {
  switch (installer) {
    case 'uv':
      return `uv add --package ${pyproject.normalizedName} ${list}`;
    case 'poetry':
      return `poetry add --directory ${dir} ${list}`;
    case 'pip':
      return `write ${list} into ${pyproject.file} and compile ${lockFile} again`;
  }
}
