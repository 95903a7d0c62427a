import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BakePlan } from '../../bake/bake-plan';
import { formatBakeFile } from '../../bake/format-bake-file';

/**
 * A fresh folder for one run. It is removed when `dispose` is called, and at the latest when the
 * process ends, also after Ctrl-C.
 */
export function makeRunFolder(): { readonly path: string; readonly dispose: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'nx-slipway-'));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    path,
    dispose() {
      process.removeListener('exit', remove);
      remove();
    },
  };
}

/** Writes what the engine builds a plan from, and makes the folders its layers go to. */
export function writePlan({ bakeFile, files, cacheFolders }: BakePlan, folder: string): void {
  for (const each of cacheFolders) mkdirSync(each, { recursive: true });
  writeFiles(folder, { ...files, 'bake.json': formatBakeFile(bakeFile) });
}

/** Writes files below a folder, by path relative to it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
