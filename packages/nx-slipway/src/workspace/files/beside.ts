import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isRunning } from '../nx/is-running';

/**
 * Returns the path of a file of this process beside another one: a hidden name, which no pattern for Dockerfiles and
 * pyprojects matches.
 *
 * @param suffix tells files of one purpose from those of another
 */
export function besidePath(file: string, suffix: string): string {
  return join(dirname(file), `.${basename(file)}.${process.pid}${suffix}`);
}

/** Returns the files of a folder that {@link besidePath} named for processes that are gone. */
export function leftBeside(
  folder: string,
  suffix: string,
): readonly {
  readonly path: string;
  /** Name of the file that it lies beside. */
  readonly name: string;
}[] {
  return readdirSync(folder).flatMap((entry) => {
    if (!entry.startsWith('.') || !entry.endsWith(suffix)) return [];
    const parts = entry.slice(1, -suffix.length).split('.');
    const pid = Number(parts.pop());
    return pid > 0 && !isRunning(pid) ? [{ path: join(folder, entry), name: parts.join('.') }] : [];
  });
}
