import type { RoleDefinitions } from '../../../images/roles/definition/role-definition';
import type { Role } from '../../../images/roles/role';
import type { Problem } from '../../../problems/problem';
import type { PythonProject } from '../../../python/pyproject/python-project';
import type { InstalledPackages } from './installed-packages';
import type { SourceModules } from './source-modules';

/** What a role is looked up in. */
export interface RoleFacts {
  readonly project: PythonProject;
  readonly modules: SourceModules;
  /** Names of packages of the workspace's libraries that the image holds, as far as they are known. */
  readonly libraries: readonly string[];
  readonly installed: InstalledPackages;
  /** Files of the project, relative to its folder. */
  readonly files: readonly string[];
  /** The roles that files describe. */
  readonly roles: RoleDefinitions;
}

/** A role with notes about it, or why none can be chosen. */
export type ChosenRole =
  | { readonly role: Role; readonly notes: readonly Problem[] }
  | { readonly problems: readonly Problem[] };
