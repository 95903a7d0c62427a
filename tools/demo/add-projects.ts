import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageIndex } from '../engine/engine.ts';
import { changeFiles } from './change-files.ts';
import { projectsFolder } from './projects-folder.ts';

/**
 * Puts the services of the folder `projects` into a workspace. Locks are left to whoever locks.
 * @param index where Poetry finds packages; it has no variable for that
 */
export async function addProjects(workspace: string, index: PackageIndex): Promise<void> {
  await cp(join(projectsFolder, 'services'), join(workspace, 'services'), { recursive: true });
  const source = `[[tool.poetry.source]]\nname = "index"\nurl = "${index.buildUrl}"\npriority = "primary"\n`;
  await changeFiles(workspace, [
    {
      file: 'services/mail/pyproject.toml',
      pieces: [['\n[build-system]\n', `\n${source}\n[build-system]\n`]],
    },
  ]);
}
