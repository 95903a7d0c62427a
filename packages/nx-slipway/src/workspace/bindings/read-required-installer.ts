import type { RequiredInstaller } from '../../python/projects/required-installer';
import type { PythonProject } from '../../python/pyproject/python-project';
import { parseTomlText } from '../files/read-toml';
import { uvTable } from '../locks/uv-table';
import type { WorkspaceModel } from '../model/workspace-model';

/** Reads which version of its installer a project asks for, where that installer reads it; undefined for any. */
export function readRequiredInstaller(
  project: PythonProject,
  { python, lockRoots }: Pick<WorkspaceModel, 'python' | 'lockRoots'>,
  read: (file: string) => string | undefined,
): RequiredInstaller | undefined {
  const { installer, settingsFile, lockDir } = project;
  if (installer === 'poetry') {
    const required = project.pyproject.poetry.declared?.requiresPoetry;
    return required && { installer, ...required };
  }
  if (installer !== 'uv') return undefined;
  if (settingsFile === undefined) {
    const root = lockRoots.find(({ dir }) => dir === lockDir) ?? python.get(lockDir);
    const required = root?.pyproject.uv.requiredVersion;
    return required && { installer, ...required };
  }
  const toml = parseTomlText(read(settingsFile) ?? '', settingsFile);
  const text = 'value' in toml && uvTable(settingsFile, toml.value)['required-version'];
  return typeof text === 'string' ? { installer, text, place: { file: settingsFile } } : undefined;
}
