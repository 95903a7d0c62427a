import type { Dockerfile } from '../../dockerfile/dockerfile';
import { contextPaths, readTarget } from '../../dockerfile/read-target';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { Selection } from '../../python/pyproject/selection';
import { installers } from '../installers/installers';

/**
 * Files that the project's requirements files name by now and the stage `lock` does not copy: pip would
 * only say that it cannot open them. A stage that copies whole folders is passed over.
 */
export function checkLockCopies(
  actual: Dockerfile,
  project: PythonProject,
  selection: Selection,
): readonly Problem[] {
  const lock = findStage(actual, 'lock');
  const copied = lock ? contextPaths(readTarget(actual, lock)) : [];
  if (project.installer !== 'pip' || !lock || !copied.every((file) => file.endsWith('.txt'))) {
    return [];
  }
  const { lockFiles, lockCopies } = installers.pip;
  const missing = lockFiles(project, selection).filter((file) => !copied.includes(file));
  const next = lockCopies(project, selection).map((copy) => `COPY ${copy}`);
  return missing.length === 0 || copied.length === 0
    ? []
    : [
        {
          kind: 'requirements-not-copied',
          place: { file: actual.file, line: lock.line },
          files: missing,
          copies: next,
        },
      ];
}
