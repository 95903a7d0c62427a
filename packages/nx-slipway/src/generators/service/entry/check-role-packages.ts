import type { Role } from '../../../images/roles/role';
import type { Problem } from '../../../problems/problem';
import type { PythonProject } from '../../../python/pyproject/python-project';
import { addCommand } from './add-command';
import { declaredElsewhere } from './declared-elsewhere';

/** What is asked of a lock. */
export interface RolePackageFacts {
  /** Normalised names of what the lock gives the image. */
  readonly locked: ReadonlySet<string>;
  readonly project: PythonProject;
  readonly roleName: string;
}

/**
 * A warning where an image's part of the lock lacks what its command starts with: the image would be
 * built, and would not run.
 */
export function checkRolePackages(
  { needs }: Role,
  { locked, project, roleName }: RolePackageFacts,
): readonly Problem[] {
  const missing = needs.filter(({ anyOf }) => !anyOf.some((name) => locked.has(name)));
  const requirements = [...new Set(missing.map(({ requirement }) => requirement))];
  const elsewhere = declaredElsewhere(project, new Set(missing.flatMap(({ anyOf }) => anyOf)));
  return missing.length === 0
    ? []
    : [
        {
          kind: 'role-package-missing',
          place: { file: project.pyproject.file },
          role: roleName,
          packages: missing.map(({ anyOf }) => anyOf.join(' or ')),
          ...(elsewhere && { elsewhere }),
          add: addCommand(project, requirements),
        },
      ];
}
