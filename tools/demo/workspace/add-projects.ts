import type { PackageIndex } from '../../engine/engine.ts';
import { changeFiles } from './change-files.ts';
import { copyProjects } from './copy-projects.ts';

/**
 * Puts services of the examples into a workspace. Locks are left to whoever locks.
 * @param index where Poetry finds packages; it has no variable for that
 */
export async function addProjects(workspace: string, index: PackageIndex): Promise<void> {
  await copyProjects(workspace, ['services/shop', 'services/mail']);
  const source = `[[tool.poetry.source]]\nname = "index"\nurl = "${index.buildUrl}"\npriority = "primary"\n`;
  await changeFiles(workspace, [
    {
      file: 'services/mail/pyproject.toml',
      pieces: [['\n[build-system]\n', `\n${source}\n[build-system]\n`]],
    },
  ]);
}
