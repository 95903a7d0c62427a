import { cpSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LOCK_NAMES } from '../../python/projects/detect-installer';
import type { Pyproject } from '../../python/pyproject/pyproject';

/** Folders that no build backend reads metadata from. */
const SKIPPED = new Set(['.git', '.nx', '.venv', '__pycache__', 'dist', 'node_modules', 'tests']);

/** What installers lock by besides a pyproject. */
const SETTINGS = ['uv.toml', 'poetry.toml'];

/**
 * Copies what decides a lock: pyprojects and the locks that are there. Of a project whose metadata is
 * dynamic the whole folder, since its build backend has to be asked.
 *
 * @param target absolute folder, made if need be
 */
export function copyLockInputs(
  workspaceRoot: string,
  pyprojects: readonly Pyproject[],
  target: string,
): void {
  for (const { dir, file, dynamic } of pyprojects) {
    if (dynamic.length > 0) {
      cpSync(join(workspaceRoot, dir), join(target, dir), {
        recursive: true,
        filter: (path) => !SKIPPED.has(basename(path)),
      });
      continue;
    }
    cpSync(join(workspaceRoot, file), join(target, file));
    for (const lock of [...Object.values(LOCK_NAMES), 'requirements-dev.txt', ...SETTINGS]) {
      const path = join(workspaceRoot, dir, lock);
      if (existsSync(path)) cpSync(path, join(target, dir, lock));
    }
  }
}
