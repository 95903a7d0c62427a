import { execa } from 'execa';
import type { Command } from './command';

/** What is left of a command that has ended. */
export interface Outcome {
  /** Absent when the command could not be started or was ended by a signal. */
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Why the command could not be started (`docker` is not installed, …). */
  readonly failure?: string;
}

/** What the caller may watch and ask while a command runs. */
export interface RunOptions {
  /** Called with each line of standard error as it is written, without its line end. */
  readonly onStderrLine?: (line: string) => void;
  /** Aborting it sends SIGINT: the engine's client then ends the engine's work as well. */
  readonly abort?: AbortSignal;
  /**
   * `inherit` hands standard output to the command, in a process group of its own: Ctrl-C then reaches
   * this process alone, which decides how the command is to end. Nothing is captured.
   */
  readonly stdio?: 'capture' | 'inherit';
}

/** {@link runCommand}, or what stands in for it where no engine is to be called. */
export type RunCommand = (command: Command, options?: RunOptions) => Promise<Outcome>;

/**
 * Runs a command to its end. Never throws for what the command does: its exit code, or the reason it
 * did not start, is in the outcome. The only place of the package that starts processes.
 */
export async function runCommand(command: Command, options: RunOptions = {}): Promise<Outcome> {
  const inherit = options.stdio === 'inherit';
  const child = execa(command.command, command.args, {
    cwd: command.cwd,
    ...(command.env && { env: command.env }),
    reject: false,
    detached: inherit,
    stdin: 'ignore',
    stdout: inherit ? 'inherit' : 'pipe',
    stderr: inherit ? 'inherit' : 'pipe',
    // A build's client needs a moment to tell the engine to stop.
    forceKillAfterDelay: 20_000,
    killSignal: 'SIGINT',
    ...(options.abort && { cancelSignal: options.abort }),
  });
  const watched =
    options.onStderrLine && !inherit ? watchLines(child, options.onStderrLine) : undefined;
  const result = await child;
  await watched;
  const text = (output: unknown): string => (typeof output === 'string' ? output : '');
  return {
    ...(result.exitCode !== undefined && { exitCode: result.exitCode }),
    stdout: text(result.stdout),
    stderr: text(result.stderr),
    ...(result.exitCode === undefined && !result.isCanceled && { failure: result.shortMessage }),
  };
}

async function watchLines(
  child: { iterable(options: { from: 'stderr' }): AsyncIterable<unknown> },
  onLine: (line: string) => void,
): Promise<void> {
  for await (const line of child.iterable({ from: 'stderr' })) {
    onLine(String(line));
  }
}
