import type { RoleDefinition } from '../../../images/roles/definition/role-definition';
import { rankModules } from './rank-modules';
import type { SourceModule } from './source-modules';

/** What a role takes as `--module`, as the sources show it: `shop.celery:app`, or `shop.actors` for a module alone. */
export function findRoleModule(
  { patterns, files = [] }: NonNullable<RoleDefinition['module']>,
  modules: readonly SourceModule[],
): string | undefined {
  const expressions = patterns.map((pattern) => new RegExp(pattern, 'm'));
  for (const { name, text } of rankModules(modules, files)) {
    for (const expression of expressions) {
      const found = expression.exec(text);
      if (!found) continue;
      const attribute = found.groups?.name;
      return attribute === undefined ? name : `${name}:${attribute}`;
    }
  }
  return undefined;
}
