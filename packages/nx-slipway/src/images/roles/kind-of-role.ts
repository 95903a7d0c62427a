import type { RoleDefinition, RoleDefinitions } from './definition/role-definition';

/** What a container of a role does. Of a command nobody knows whether it ends by itself. */
export type RoleKind = RoleDefinition['kind'] | 'command' | 'dev';

/** Returns what a container does whose role has a name. @param roles those of nx-slipway and of the workspace */
export function kindOfRole(role: string, roles: RoleDefinitions): RoleKind {
  const defined = roles.get(role)?.kind;
  if (defined !== undefined) return defined;
  return role === 'http' || role === 'dev' ? role : 'command';
}
