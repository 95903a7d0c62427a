import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import { parseUvLock } from '../../python/parse-uv-lock';
import type { PythonProject } from '../../python/python-project';
import { parseTomlText } from '../../workspace/read-toml';
import { checkRolePackages } from './check-role-packages';
import type { ServiceOptions } from './service-options';

/** What a service's lock has to say before its first image. */
export interface ServiceLock {
  /** The service is not in the lock yet. */
  readonly isMissing: boolean;
  readonly warnings: readonly Problem[];
}

/**
 * Looks a service up in its lock.
 *
 * @param lock text of the lock; undefined where there is none
 */
export function serviceLock(
  { extras, groups, role: roleName = 'command' }: ServiceOptions,
  { project, role }: { readonly project: PythonProject; readonly role: Role },
  text: string | undefined,
): ServiceLock {
  const { lockFile: file, pyproject } = project;
  if (text === undefined) return { isMissing: true, warnings: [] };
  const toml = parseTomlText(text, file);
  if ('problem' in toml) return { isMissing: false, warnings: [toml.problem] };
  const { lock, problems } = parseUvLock(toml.value, { file, text });
  if (!lock) return { isMissing: false, warnings: problems };
  const selection = { package: pyproject.normalizedName ?? '', extras, groups };
  return lock.packages.some(({ name }) => name === selection.package)
    ? {
        isMissing: false,
        warnings: checkRolePackages(role, { lock, selection, file: pyproject.file, roleName }),
      }
    : { isMissing: true, warnings: [] };
}
