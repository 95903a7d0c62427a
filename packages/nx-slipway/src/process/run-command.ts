import type { ChildProcess } from 'node:child_process';
import spawn, { SubprocessError } from 'nano-spawn';
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
  /** The same of standard output. */
  readonly onStdoutLine?: (line: string) => void;
  /** Aborting it sends SIGINT: the engine's client then ends the engine's work as well. */
  readonly abort?: AbortSignal;
  /** Aborting it ends the command at once, whether the engine has been told or not. */
  readonly kill?: AbortSignal;
  /**
   * `inherit` hands standard output to the command, in a process group of its own: Ctrl-C then reaches
   * this process alone, which decides how the command is to end. Nothing is captured.
   */
  readonly stdio?: 'capture' | 'inherit';
  /** What its standard input holds, as soon as that is known; with a rejection, nothing. */
  readonly input?: Promise<string>;
}

/** {@link runCommand}, or its replacement where no engine is to be called. */
export type RunCommand = (command: Command, options?: RunOptions) => Promise<Outcome>;

/** A build's client needs a moment to tell the engine to stop. */
const GRACE_PERIOD_MS = 20_000;

/**
 * How often a command that does not end is sent SIGINT before it is killed, and at what distance in
 * milliseconds. At the third one the engine's client ends its plugin as well; that of a client that was
 * killed would live on until the engine answers.
 */
const KILL_RETRIES = { times: 4, distance: 50 };

/** Children that end with this process, however it ends. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill();
});

/**
 * Runs a command to its end. Never throws for what the command does: its exit code, or the reason it
 * did not start, is in the outcome. The only place of the package that starts processes.
 */
export async function runCommand(command: Command, options: RunOptions = {}): Promise<Outcome> {
  const inherit = options.stdio === 'inherit';
  const output = inherit ? 'inherit' : 'pipe';
  const child = spawn(command.command, command.args, {
    cwd: command.cwd,
    ...(command.env && { env: command.env }),
    detached: inherit,
    stdin: options.input ? 'pipe' : 'ignore',
    stdout: output,
    stderr: output,
  });
  const watch = (stream: AsyncIterable<string>, onLine?: (line: string) => void) =>
    onLine && !inherit ? watchLines(stream, onLine) : undefined;
  const watched = {
    stdout: watch(child.stdout, options.onStdoutLine),
    stderr: watch(child.stderr, options.onStderrLine),
  };
  const release = child.nodeChildProcess.then(
    (started) => {
      feed(started, options);
      return track(started, options, inherit);
    },
    () => () => {},
  );
  const ended = await child.then(
    ({ stdout, stderr }): Outcome => ({ exitCode: 0, stdout, stderr }),
    (error: SubprocessError) => outcomeOf(error, options),
  );
  (await release)();
  const [stdout, stderr] = await Promise.all([watched.stdout, watched.stderr]);
  return {
    ...ended,
    ...(stdout && { stdout: stdout.join('\n') }),
    ...(stderr && { stderr: stderr.join('\n') }),
  };
}

/** Gives a child its standard input, which it need not read. */
function feed({ stdin }: ChildProcess, { input }: RunOptions): void {
  stdin?.on('error', () => {});
  void input?.then(
    (text) => stdin?.end(text),
    () => stdin?.end(),
  );
}

/**
 * Ends a child with this process, and where it is asked to.
 *
 * @param isDetached it is in a process group of its own, and outlives this process
 * @returns what lets go of it
 */
function track(child: ChildProcess, { abort, kill }: RunOptions, isDetached: boolean) {
  let graceTimer: NodeJS.Timeout | undefined;
  const end = (): void => {
    child.kill('SIGINT');
    graceTimer = setTimeout(escalate, GRACE_PERIOD_MS);
  };
  const escalate = (): void => {
    clearTimeout(graceTimer);
    let attempts = 0;
    graceTimer = setInterval(() => {
      attempts += 1;
      child.kill(attempts > KILL_RETRIES.times ? 'SIGKILL' : 'SIGINT');
    }, KILL_RETRIES.distance);
  };
  if (!isDetached) running.add(child);
  if (kill?.aborted) escalate();
  else if (abort?.aborted) end();
  abort?.addEventListener('abort', end, { once: true });
  kill?.addEventListener('abort', escalate, { once: true });
  return (): void => {
    running.delete(child);
    abort?.removeEventListener('abort', end);
    kill?.removeEventListener('abort', escalate);
    clearTimeout(graceTimer);
  };
}

function outcomeOf(error: SubprocessError, { abort, kill }: RunOptions): Outcome {
  const { exitCode, stdout = '', stderr = '', cause, message } = error;
  if (exitCode !== undefined) return { exitCode, stdout, stderr };
  const failure = cause instanceof Error ? cause.message : message;
  const isAsked = abort?.aborted || kill?.aborted;
  return { stdout, stderr, ...(!isAsked && { failure }) };
}

/** @returns all lines, which are kept nowhere else */
async function watchLines(
  stream: AsyncIterable<string>,
  onLine: (line: string) => void,
): Promise<string[]> {
  const lines: string[] = [];
  try {
    for await (const line of stream) {
      lines.push(line);
      onLine(line);
    }
  } catch (error) {
    // How the command ended is told by the child itself.
    if (!(error instanceof SubprocessError)) throw error;
  }
  return lines;
}

/** A command that runs beside this process and outlives it. */
export interface HeldCommand {
  /** Ends its standard input with some last words; the end of this process ends it without any. */
  readonly end: (lastWords: string) => void;
}

/** Starts a command that nothing waits for, in a process group of its own. Its output is dropped. */
export function startHeld(command: Command): HeldCommand {
  const child = spawn(command.command, command.args, {
    ...{ cwd: command.cwd, detached: true, stdin: 'pipe', stdout: 'ignore', stderr: 'ignore' },
    ...(command.env && { env: command.env }),
  });
  const started = child.nodeChildProcess.then(
    (each) => {
      each.unref();
      return each.stdin;
    },
    () => null,
  );
  // Nothing waits for how it ends, and it need not listen any more.
  child.catch(() => {});
  return {
    end: (lastWords) => void started.then((stdin) => stdin?.on('error', () => {}).end(lastWords)),
  };
}
