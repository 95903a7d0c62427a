import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';

export type ServiceName = 'dockerd' | 'registry' | 'index';

/** A process that was started here, with enough to know it again. */
export interface ProcessRecord {
  readonly pid: number;
  /** Clock ticks from boot to the process's start: tells a recycled pid from the process meant. */
  readonly startTime: string;
  readonly command: readonly string[];
}

export function recordFile(place: EnginePlace, name: ServiceName): string {
  return join(place.state, 'processes', `${name}.json`);
}

/** The recorded process of that name where it still runs; undefined where it does not, or is another. */
export async function readRunning(
  place: EnginePlace,
  name: ServiceName,
): Promise<ProcessRecord | undefined> {
  const text = await readFile(recordFile(place, name), 'utf8').catch(() => undefined);
  if (text === undefined) {
    return undefined;
  }
  const record = JSON.parse(text) as ProcessRecord;
  return (await isRunning(record)) ? record : undefined;
}

/** Whether the very process of the record runs: same pid, same start, same command line. */
export async function isRunning(record: ProcessRecord): Promise<boolean> {
  const commandLine = await readFile(`/proc/${record.pid}/cmdline`, 'utf8').catch(() => '');
  return (
    commandLine === record.command.map((word) => `${word}\0`).join('') &&
    (await readStartTime(record.pid)) === record.startTime
  );
}

/** Field 22 of /proc/PID/stat (proc(5)); undefined where there is no such process or it is a zombie. */
export async function readStartTime(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? undefined : rest[18];
}
