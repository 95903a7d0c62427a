import { join } from 'node:path';
import { type RunCommand, runCommand } from '../../process/run-command';

/** What uv says of a lock; unknown where it is not installed or could not find out. */
export type LockState = 'fresh' | 'outdated' | 'unknown';

/**
 * Asks the host's uv whether a lock is up to date. It exits with 1 and these words for one that is not, and
 * with others where an index is unreachable, a backend fails or another uv is required (uv, `uv lock
 * --check`).
 *
 * @param lockDir folder of the lock, relative to the workspace root
 */
export async function checkLock(
  workspaceRoot: string,
  lockDir: string,
  run: RunCommand = runCommand,
): Promise<LockState> {
  const { exitCode, stderr } = await run({
    command: 'uv',
    args: ['lock', '--check'],
    cwd: join(workspaceRoot, lockDir),
    env: { UV_PYTHON_DOWNLOADS: 'never' },
  });
  if (exitCode === 0) return 'fresh';
  return exitCode === 1 && /needs to be updated/.test(stderr) ? 'outdated' : 'unknown';
}
