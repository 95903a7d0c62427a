import { CODED_ROLES } from '../../images/roles/coded-roles';
import type { RoleDefinitions } from '../../images/roles/definition/role-definition';
import { closest } from '../../problems/closest';
import type { Problem } from '../../problems/problem';

/** Why there is no role of a name; undefined where there is one. */
export function unknownRole(role: string, roles: RoleDefinitions): Problem | undefined {
  const known = [...CODED_ROLES, ...roles.keys()];
  if (known.includes(role)) return undefined;
  const nearest = closest(role, known);
  return { kind: 'role-unknown', role, ...(nearest !== undefined && { nearest }), known };
}
