import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/python-project';
import type { OpenLock } from '../../workspace/open-lock';
import { checkRolePackages } from './check-role-packages';
import type { ServiceOptions } from './service-options';

/** What a service's lock has to say before its first image. */
export interface ServiceLock {
  /** The service is not in the lock yet. */
  readonly isMissing: boolean;
  readonly warnings: readonly Problem[];
}

/** Looks a service up in its lock. */
export function serviceLock(
  { extras, groups, role: roleName = 'command' }: ServiceOptions,
  { project, role }: { readonly project: PythonProject; readonly role: Role },
  lock: OpenLock,
): ServiceLock {
  const isMissing = lock.broken.some(({ kind }) => kind === 'lock-missing');
  if (isMissing) return { isMissing, warnings: [] };
  if (lock.broken.length > 0) return { isMissing, warnings: lock.broken };
  const held = lock.packages({
    package: project.pyproject.normalizedName ?? '',
    extras,
    groups,
  });
  return held
    ? { isMissing: false, warnings: checkRolePackages(role, { held, project, roleName }) }
    : { isMissing: true, warnings: [] };
}
