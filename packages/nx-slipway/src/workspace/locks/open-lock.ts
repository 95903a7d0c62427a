import type { InstallerName, PythonProject } from '../../python/pyproject/python-project';
import type { LockOpener, LockSource, OpenLock } from './lock';
import { openPoetryLock } from './open-poetry-lock';
import { openRequirements } from './open-requirements';
import { openUvLock } from './open-uv-lock';

const openers: Readonly<Record<InstallerName, LockOpener>> = {
  uv: openUvLock,
  poetry: openPoetryLock,
  pip: openRequirements,
};

/** Opens the lock a project is installed from. */
export function openLock(project: PythonProject, source: LockSource): OpenLock {
  return openers[project.installer](project, source);
}
