import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Tells whether a program is found by its name on this machine. @param path the variable PATH */
export function isInstalled(program: string, path = process.env.PATH ?? ''): boolean {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
