import type { RoleDefinition, RoleDefinitions } from './role-definition';

/** Whether a role takes an option of the generator, such as `queues`. */
export function isTaken({ module, options = {} }: RoleDefinition, option: string): boolean {
  return option === 'module' ? module !== undefined : Object.hasOwn(options, option);
}

/** Names of the roles that take an option. */
export function rolesWith(option: string, roles: RoleDefinitions): readonly string[] {
  return [...roles].flatMap(([name, role]) => (isTaken(role, option) ? [name] : []));
}
