import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every file below a folder with its permissions and bytes, and every link with its target, by path. */
export function folderBytes(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const content = entry.isFile()
      ? `${(statSync(path).mode & 0o777).toString(8)} ${readFileSync(path, 'latin1')}`
      : entry.isSymbolicLink()
        ? `-> ${readlinkSync(path)}`
        : '';
    return [path.slice(folder.length + 1), content] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether this process may mount a file system, as root may outside of most containers. */
export function mayMount(): boolean {
  try {
    smallDisk(1).dispose();
    return true;
  } catch {
    return false;
  }
}

/** A folder that is a disk of its own. @param megabytes its size */
export function smallDisk(megabytes: number): {
  readonly path: string;
  readonly dispose: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], {
      stdio: 'pipe',
    });
  } catch (error) {
    rmSync(path, { recursive: true });
    throw error;
  }
  return {
    path,
    dispose() {
      execFileSync('umount', [path], { stdio: 'pipe' });
      rmSync(path, { recursive: true });
    },
  };
}
