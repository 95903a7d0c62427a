import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene } from '../../demo/scene.ts';
import { commitAll } from '../../demo/workspace/commit-all.ts';

/**
 * Changes a file of a workspace and commits that, and what follows from it.
 * @throws where nothing changes
 */
export async function commitChange(
  scene: Scene,
  file: string,
  change: (text: string) => string,
  andThen: () => Promise<void> = async () => {},
): Promise<void> {
  const path = join(scene.folder, file);
  const text = await readFile(path, 'utf8');
  const changed = change(text);
  if (changed === text) {
    throw new Error(`the change of ${file} changed nothing`);
  }
  await writeFile(path, changed);
  await andThen();
  await commitAll(scene, `Change ${file}`);
}
