import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** One call of a tool that is written in Python. */
export interface ToolCall {
  /** Absolute folder. */
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of the file that gets what it prints. */
  readonly log: string;
}

/** What of a tool is loaded once for all calls. */
export interface PythonTool {
  /** Its entry point: `module:function`. */
  readonly entry: string;
  /** Modules that its commands load. */
  readonly modules: readonly string[];
  /** Absolute folder that it is installed in, where the Python does not have it. */
  readonly sitePackages?: string;
}

/** A real tool in a process that stays, since it takes longer to load it than to run it. */
export interface PythonServer {
  /** Runs the tool; its exit code. */
  readonly run: (call: ToolCall) => Promise<number>;
  readonly close: () => void;
}

/** Starts a tool. @param python absolute path of the Python that runs it */
export function pythonServer(
  python: string,
  { entry, modules, sitePackages }: PythonTool,
): PythonServer {
  const args = [join(__dirname, 'tool_server.py'), sitePackages ?? '', entry, ...modules];
  const server = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<number, (code: number) => void>();
  createInterface({ input: server.stdout }).on('line', (line) => {
    const { id, code } = JSON.parse(line) as { readonly id: number; readonly code: number };
    waiting.get(id)?.(code);
    waiting.delete(id);
  });
  // Whoever waits for one that has ended would wait for ever.
  server.on('exit', () => {
    for (const settle of waiting.values()) settle(70);
    waiting.clear();
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
