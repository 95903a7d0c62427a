import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file made of a template. */
export interface Filled {
  /** Relative to the folder of this file: `dockerfiles/http.Dockerfile`. */
  readonly template: string;
  /** Relative to the workspace. */
  readonly file: string;
  /** Texts of the template, and what replaces each of them. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Writes files made of templates into a workspace. */
export async function writeFilled(workspace: string, files: readonly Filled[]): Promise<void> {
  for (const { template, file, values = {} } of files) {
    const path = join(workspace, file);
    await mkdir(dirname(path), { recursive: true });
    const text = await readFile(join(import.meta.dirname, '..', template), 'utf8');
    const filled = Object.entries(values).reduce(
      (changed, [mark, value]) => changed.replaceAll(mark, value),
      text,
    );
    await writeFile(path, filled);
  }
}
