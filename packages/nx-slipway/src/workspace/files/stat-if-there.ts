import { lstatSync, type Stats, statSync } from 'node:fs';

/** What is at a path, by its links; undefined where nothing is, also below a file. @throws where it may not be read */
export function statIfThere(path: string): Stats | undefined {
  return ifThere(() => statSync(path));
}

/** The same for a link itself. */
export function lstatIfThere(path: string): Stats | undefined {
  return ifThere(() => lstatSync(path));
}

/** Node's own `throwIfNoEntry: false` throws for a path below a file. */
function ifThere(look: () => Stats): Stats | undefined {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
