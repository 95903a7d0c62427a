import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import { parseUvLock } from '../../python/uv/parse-uv-lock';
import type { UvLock } from '../../python/uv/uv-lock';
import { parseTomlText } from '../files/read-toml';

/**
 * Reads the lock of a project. One that is missing is a problem here, and only here: the project
 * graph does without locks.
 *
 * @param read text of a file by its path relative to the workspace root
 */
export function readUvLock(
  read: (file: string) => string | undefined,
  project: { readonly lockFile: string; readonly lockDir: string },
): { readonly lock?: UvLock; readonly problems: readonly PythonProblem[] } {
  const { lockFile: file, lockDir: dir } = project;
  const text = read(file);
  if (text === undefined) return { problems: [{ kind: 'lock-missing', place: { file }, dir }] };
  const toml = parseTomlText(text, file);
  return 'problem' in toml ? { problems: [toml.problem] } : parseUvLock(toml.value, { file, text });
}
