import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scene } from './scene.ts';

/** Changes the text of one of the workspace's files. @param change from the text there is, or empty */
export async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(scene.folder, file);
  const text = await readFile(path, 'utf8').catch(() => '');
  const changed = change(text);
  if (changed === text) {
    throw new Error(`the edit of ${file} changed nothing`);
  }
  await writeFile(path, changed);
}
