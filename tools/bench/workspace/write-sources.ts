import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyProjects } from '../../demo/workspace/copy-projects.ts';
import type { Projects } from './plan-projects.ts';

/** Writes the Python projects of the bench's workspace into a folder, without a lock. */
export async function writeSources(folder: string, { files }: Projects): Promise<void> {
  await copyProjects(folder, ['libs/greetings']);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}
