import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import { selectionOf } from '../../python/pyproject/selection';
import type { OpenLock } from '../../workspace/locks/lock';
import { checkRolePackages } from './entry/check-role-packages';
import type { ServiceOptions } from './service-options';

/** What a service's lock has to say before its first image. */
export interface ServiceLock {
  /** The service is not in the lock yet. */
  readonly isMissing: boolean;
  /** Names of packages that are fetched from git repositories. */
  readonly fromGit: readonly string[];
  readonly warnings: readonly Problem[];
}

/** Looks a service up in its lock. */
export function serviceLock(
  { extras, groups, role: roleName = 'command' }: ServiceOptions,
  { project, role }: { readonly project: PythonProject; readonly role: Role },
  lock: OpenLock,
): ServiceLock {
  const isMissing = lock.broken.some(({ kind }) => kind === 'lock-missing');
  if (isMissing) return { isMissing, fromGit: [], warnings: [] };
  if (lock.broken.length > 0) return { isMissing, fromGit: [], warnings: lock.broken };
  const selection = selectionOf(project.pyproject, { extras, groups });
  const locked = lock.packages(selection);
  if (!locked) return { isMissing: true, fromGit: [], warnings: [] };
  const { fromGit = [] } = lock.slice(selection);
  return {
    isMissing: false,
    fromGit,
    warnings: checkRolePackages(role, { locked, project, roleName }),
  };
}
