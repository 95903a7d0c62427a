import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonProblem } from '../problems/python-problem';
import { parseUvLock } from '../python/parse-uv-lock';
import type { UvLock } from '../python/uv-lock';
import { parseTomlText } from './read-toml';

/**
 * Reads the lock of a project. One that is missing is a problem here, and only here: the project
 * graph does without locks.
 *
 * @param root the workspace's folder
 */
export function readUvLock(
  root: string,
  project: { readonly lockFile: string; readonly lockDir: string },
): { readonly lock?: UvLock; readonly problems: readonly PythonProblem[] } {
  const { lockFile: file, lockDir: dir } = project;
  const path = join(root, file);
  if (!existsSync(path)) return { problems: [{ kind: 'lock-missing', place: { file }, dir }] };
  const text = readFileSync(path, 'utf8');
  const toml = parseTomlText(text, file);
  return 'problem' in toml ? { problems: [toml.problem] } : parseUvLock(toml.value, { file, text });
}
