import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../src/process/command';
import type { Outcome, RunCommand } from '../src/process/run-command';
import { knowingEngine } from './knowing-engine';

/** One call an engine is to answer: what its client prints, and how it ends. */
export interface Recording {
  /** A file of `fixtures/progress`, which real calls were captured in. */
  readonly log?: string;
  /** Lines in place of such a file. */
  readonly lines?: readonly string[];
  readonly exitCode?: number;
  /** Why the client could not be started at all. */
  readonly failure?: string;
}

/**
 * An engine that answers calls with what was captured of a real one, in the order they are made. Besides it knows every
 * base it is asked for.
 */
export function recordedEngine(recordings: readonly Recording[]) {
  const commands: Command[] = [];
  /** Lines printed and calls ended, in the order they come. */
  const ended: string[] = [];
  const knowing = knowingEngine();
  const run: RunCommand = async (command, { onStderrLine } = {}): Promise<Outcome> => {
    if (command.args.includes('--output=type=cacheonly')) return knowing(command);
    const { log, lines = [], exitCode, failure } = recordings[commands.length] ?? {};
    commands.push(command);
    for (const line of log === undefined ? lines : readRecording(log)) {
      onStderrLine?.(line);
      // Lines of a real process come one by one.
      await new Promise(setImmediate);
    }
    ended.push(command.args.slice(-1).join());
    return failure === undefined
      ? { exitCode: exitCode ?? 0, stdout: '', stderr: '' }
      : { stdout: '', stderr: '', failure };
  };
  return { run, commands, ended };
}

/** The lines of a captured call. */
export function readRecording(log: string): readonly string[] {
  const text = readFileSync(join(__dirname, '../fixtures/progress', log), 'utf8');
  return text.replace(/\n$/, '').split('\n');
}

/** A line of progress about one vertex. */
export function vertexLine(
  name: string,
  more: { readonly error?: string; readonly cached?: boolean } = {},
): string {
  const [started, completed] = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:02Z'];
  return JSON.stringify({ vertexes: [{ digest: name, name, started, completed, ...more }] });
}
