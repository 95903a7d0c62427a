import type { Dockerfile } from '../../dockerfile/dockerfile';
import { contextPaths, readTarget } from '../../dockerfile/read-target';
import { findStage } from '../../dockerfile/stages/find-stage';
import type { Problem } from '../../problems/problem';
import type { PythonProject } from '../../python/pyproject/python-project';

/** Whether the stage `lock` copies the file that the installer takes its settings from, if there is one. */
export function copiesSettings(
  actual: Dockerfile,
  { settingsFile }: Pick<PythonProject, 'settingsFile'>,
): boolean {
  const lock = findStage(actual, 'lock');
  if (settingsFile === undefined || !lock) return true;
  // One pyproject in the stage is that of the lock; there is no place for another.
  if (settingsFile.endsWith('pyproject.toml')) return false;
  return contextPaths(readTarget(actual, lock)).some(
    (path) => path === '.' || path === settingsFile || settingsFile.startsWith(`${path}/`),
  );
}

/** Returns what is to be said of a stage `lock` without the installer's settings. */
export function settingsNotCopied(
  actual: Dockerfile,
  { settingsFile = '', installer, lockDir }: PythonProject,
): Problem {
  const line = findStage(actual, 'lock')?.line;
  return {
    kind: 'settings-not-copied',
    place: { file: actual.file, ...(line !== undefined && { line }) },
    ...{ settings: settingsFile, installer, lockDir },
  };
}
