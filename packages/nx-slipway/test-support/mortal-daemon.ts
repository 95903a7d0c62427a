import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, runCommand } from '../src/process/run-command';

/** A daemon of a test that can be ended as a machine that fails ends it. Needs root on Linux. */
export interface MortalDaemon {
  /** Ends it and all it has started and mounted, at once. Does nothing where it has ended. */
  readonly kill: () => Promise<void>;
  /** Has it answer nobody any more, and yet listen. */
  readonly freeze: () => void;
  /** Whether it has ended by itself or was killed. */
  readonly hasEnded: () => boolean;
}

/**
 * Starts a daemon in namespaces of its own, which end with it.
 *
 * @param folder absolute; its log and its pid are written there
 */
export function startMortalDaemon(
  command: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): MortalDaemon {
  const pidFile = join(folder, 'pid');
  const pid = (): number => Number(readFileSync(pidFile, 'utf8'));
  const running: Promise<Outcome> = runCommand({
    command: 'sh',
    args: ['-c', IN_NAMESPACES, join(folder, 'log'), pidFile, ...command],
    cwd: folder,
    env,
  });
  let hasEnded = false;
  void running.then(() => {
    hasEnded = true;
  });
  return {
    hasEnded: () => hasEnded,
    async kill() {
      if (hasEnded) return;
      process.kill(pid(), 'SIGKILL');
      await running;
    },
    freeze() {
      const children = readFileSync(`/proc/${pid()}/task/${pid()}/children`, 'utf8');
      process.kill(Number.parseInt(children, 10), 'SIGSTOP');
    },
  };
}

const IN_NAMESPACES =
  'echo $$ >"$1"; shift; exec unshare --mount --pid --fork --mount-proc --kill-child "$@" >"$0" 2>&1';
