import { access, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { scene } from './scene.ts';

/**
 * A PATH that has all programs of another one but one. Folders that hold it are replaced by a folder of
 * links to everything else in them, which go with the workspace.
 */
export async function pathWithout(program: string, path: string): Promise<string> {
  const parts = [...new Set(path.split(delimiter))].map(async (folder) => {
    const holdsIt = await access(join(folder, program)).then(
      () => true,
      () => false,
    );
    return holdsIt ? await linksOf(folder, program) : folder;
  });
  return (await Promise.all(parts)).join(delimiter);
}

async function linksOf(folder: string, program: string): Promise<string> {
  const links = await mkdtemp(join(dirname(scene.folder), 'path-'));
  for (const name of (await readdir(folder)).filter((each) => each !== program)) {
    await symlink(join(folder, name), join(links, name));
  }
  return links;
}
