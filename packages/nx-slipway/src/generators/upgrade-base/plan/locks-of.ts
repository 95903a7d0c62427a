import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import { lockCommand } from '../../../problems/lock-command';
import type { PythonProject } from '../../../python/pyproject/python-project';
import type { WorkspaceModel } from '../../../workspace/model/workspace-model';
import type { UpgradeOptions } from '../upgrade-options';

/** A lock to renew, by a project that is installed from it. */
export interface RenewedLock {
  readonly project: PythonProject;
  /** What to type for it. */
  readonly command: string;
}

/**
 * Returns the locks that findings want renewed, each once: those whose projects are fixed or need one that is, and those
 * that only need it. A library may have no lock of its own, and gets none.
 */
export function locksOf(
  plans: readonly UpgradePlan[],
  { applyFixes }: Pick<UpgradeOptions, 'applyFixes'>,
  { python }: WorkspaceModel,
): readonly RenewedLock[] {
  const files = plans.flatMap(({ findings }) =>
    findings
      .filter(({ needsLock, fixes }) => needsLock && (applyFixes || !fixes))
      .flatMap(({ problem }) => ('place' in problem && problem.place ? [problem.place.file] : [])),
  );
  const locks = new Map<string, RenewedLock>();
  for (const project of python.values()) {
    const { lockFile, lockDir, installer, pyproject, closure, hasLock } = project;
    const held = [pyproject, ...closure.flatMap((dir) => python.get(dir)?.pyproject ?? [])];
    const isMeant = hasLock && held.some(({ file }) => files.includes(file));
    if (!isMeant && !files.includes(lockFile)) continue;
    if (!locks.has(lockFile)) {
      locks.set(lockFile, { project, command: lockCommand(lockDir, installer) });
    }
  }
  return [...locks.values()];
}
