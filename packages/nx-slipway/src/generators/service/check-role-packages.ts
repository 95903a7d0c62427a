import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import { lockedPackages } from '../../python/locked-packages';
import type { Selection } from '../../python/selection';
import type { UvLock } from '../../python/uv-lock';

/** What is asked of a lock. */
export interface RolePackageFacts {
  readonly lock: UvLock;
  readonly selection: Selection;
  /** The project's pyproject, relative to the workspace root. */
  readonly file: string;
  readonly roleName: string;
}

/**
 * A warning where an image's part of the lock lacks what its command starts with: the image would be
 * built, and would not run.
 */
export function checkRolePackages(
  { needs }: Role,
  { lock, selection, file, roleName }: RolePackageFacts,
): readonly Problem[] {
  const held = new Set(lockedPackages(lock, selection).map(({ name }) => name));
  const missing = needs.filter(({ anyOf }) => !anyOf.some((name) => held.has(name)));
  const requirements = [...new Set(missing.map(({ requirement }) => requirement))];
  const quoted = requirements.map((each) => (each.includes('[') ? `'${each}'` : each));
  return missing.length === 0
    ? []
    : [
        {
          kind: 'role-package-missing',
          place: { file },
          role: roleName,
          packages: missing.map(({ anyOf }) => anyOf.join(' or ')),
          add: `uv add --package ${selection.package} ${quoted.join(' ')}`,
        },
      ];
}
