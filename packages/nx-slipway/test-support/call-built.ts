import { join } from 'node:path';
import { type Outcome, runCommand } from '../src/process/run-command';

/** A function of the built package: the file below `dist` without its extension, and the export. */
export interface BuiltCall {
  readonly path: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** Calls a function of the built package in a process of its own; aborting sends it SIGINT, as Ctrl-C does. */
export function callBuilt(
  call: BuiltCall,
  {
    abort,
    env = {},
  }: { readonly abort?: AbortSignal; readonly env?: Readonly<Record<string, string>> },
): Promise<Outcome> {
  const script = join(__dirname, 'call-built.cjs');
  return runCommand(
    { command: process.execPath, args: [script, JSON.stringify(call)], cwd: __dirname, env },
    { ...(abort && { abort }) },
  );
}
