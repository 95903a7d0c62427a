import { posix } from 'node:path';
import { CODED_ROLES } from '../../images/roles/coded-roles';
import { builtInRoles } from '../../images/roles/definition/built-in-roles';
import { parseRole } from '../../images/roles/definition/parse-role';
import type {
  RoleDefinition,
  RoleDefinitions,
} from '../../images/roles/definition/role-definition';
import type { Problem } from '../../problems/problem';
import type { TreeWorkspace } from '../model/read-tree-workspace';

/** The roles that a workspace has, and what is wrong with the files of its own. */
export interface KnownRoles {
  /** Those of nx-slipway first. */
  readonly roles: RoleDefinitions;
  readonly problems: readonly Problem[];
}

/** Reads the roles that `roles` in nx.json adds: files, and folders of files. The name of a file is that of its role. */
export function readRoles({
  options,
  read,
  list,
}: Pick<TreeWorkspace, 'read' | 'list'> & {
  readonly options: Pick<TreeWorkspace['options'], 'roles'>;
}): KnownRoles {
  const own = new Map<string, { readonly file: string; readonly role: RoleDefinition }>();
  const problems: Problem[] = [];
  for (const path of options.roles.map((each) => posix.normalize(each).replace(/\/$/, ''))) {
    const files = filesOf(path, list);
    if (files.length === 0)
      problems.push({ kind: 'roles-not-found', place: { file: 'nx.json' }, path });
    for (const file of files) {
      const name = posix.basename(file, '.json');
      const other = own.get(name)?.file;
      const text = read(file);
      if (text === undefined) {
        problems.push({ kind: 'roles-not-found', place: { file: 'nx.json' }, path });
      } else if (other !== file && (other !== undefined || isReserved(name))) {
        const place = { file };
        problems.push({
          kind: 'role-name-taken',
          place,
          role: name,
          ...(other !== undefined && { other }),
        });
      } else {
        const parsed = parseRole(text, file);
        if ('role' in parsed) own.set(name, { file, role: parsed.role });
        else problems.push(...parsed.problems);
      }
    }
  }
  const named = [...own].map(([name, { role }]): [string, RoleDefinition] => [name, role]);
  return { roles: new Map([...builtInRoles, ...named]), problems };
}

function filesOf(path: string, list: (folder: string) => readonly string[]): readonly string[] {
  if (path.endsWith('.json')) return [path];
  const names = list(path).filter(
    (name) => name.endsWith('.json') && !name.endsWith('.schema.json'),
  );
  return [...names].sort().map((name) => posix.join(path, name));
}

function isReserved(name: string): boolean {
  return CODED_ROLES.includes(name) || builtInRoles.has(name);
}
