import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { EnginePlace } from '../engine-place.ts';
import { replaceFile } from './replace-file.ts';

/** Runs one command, its output appended to the step's log. Rejects when the command fails. */
export type Run = (
  command: string,
  args: readonly string[],
  options?: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string },
) => Promise<void>;

/**
 * Does one named piece of the bring-up with a log of its own in the state folder, and tells on stderr how
 * long it took where it took any time. A failure says which step it was and shows the end of its log.
 */
export async function runStep<T>(
  place: EnginePlace,
  name: string,
  work: (run: Run, log: string) => Promise<T>,
): Promise<T> {
  const log = join(place.state, 'logs', `${name.replaceAll(/[^a-z0-9.]+/g, '-')}.log`);
  await replaceFile(log, '');
  const run: Run = async (command, args, options) => {
    await execa(command, args, {
      ...options,
      stdin: 'ignore',
      stdout: { file: log, append: true },
      stderr: { file: log, append: true },
    });
  };
  const started = performance.now();
  try {
    const result = await work(run, log);
    tell(name, (performance.now() - started) / 1000);
    return result;
  } catch (error) {
    throw new Error(await stepFailure(name, log, error), { cause: error });
  }
}

/** A step that found its work done is not worth a line. */
function tell(name: string, seconds: number): void {
  if (seconds > 0.5) {
    process.stderr.write(`engine: ${name}: ${seconds.toFixed(1)} s\n`);
  }
}

async function stepFailure(name: string, log: string, error: unknown): Promise<string> {
  const reason = error instanceof Error ? firstLine(error) : String(error);
  const tail = (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-15);
  return [
    `step "${name}" failed: ${reason}`,
    ...tail.map((line) => `  | ${line}`),
    `log: ${log}`,
  ].join('\n');
}

function firstLine(error: Error): string {
  return 'shortMessage' in error ? String(error.shortMessage) : error.message;
}
