import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** One call of pip. */
export interface PipCall {
  /** Absolute folder. */
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Real pip in a process that stays, since it takes longer to load it than to run it. */
export interface PipServer {
  /** Runs pip; its exit code. */
  readonly run: (call: PipCall) => Promise<number>;
  readonly close: () => void;
}

/**
 * Starts pip.
 *
 * @param python absolute path of the Python that is installed for
 * @param sitePackages absolute folder that holds pip
 */
export function pipServer(python: string, sitePackages: string): PipServer {
  const server = spawn(python, [join(__dirname, 'pip_server.py'), sitePackages], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, (code: number) => void>();
  createInterface({ input: server.stdout }).on('line', (line) => {
    const { id, code } = JSON.parse(line) as { readonly id: number; readonly code: number };
    waiting.get(id)?.(code);
    waiting.delete(id);
  });
  let last = 0;
  return {
    run: (call) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        server.stdin.write(`${JSON.stringify({ id: last, ...call })}\n`);
      }),
    close: () => server.stdin.end(),
  };
}
