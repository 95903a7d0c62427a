import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import { replaceFile } from '../machine/replace-file.ts';
import { readStartTime } from './process-record.ts';

/** Notes that this process keeps the index cut off, so that an `engineUp` beside it does not bring it back. */
export async function markCutOff(place: EnginePlace): Promise<void> {
  return replaceFile(markFile(place), `${process.pid} ${await readStartTime(process.pid)}`);
}

/** Forgets that. */
export function unmarkCutOff(place: EnginePlace): Promise<void> {
  return rm(markFile(place), { force: true });
}

/** Whether a process that still lives keeps the index cut off; one that died without a word does not. */
export async function isCutOff(place: EnginePlace): Promise<boolean> {
  const mark = await readFile(markFile(place), 'utf8').catch(() => undefined);
  const [pid, startTime] = mark?.split(' ') ?? [];
  return pid !== undefined && (await readStartTime(Number(pid))) === startTime;
}

function markFile(place: EnginePlace): string {
  return join(place.state, 'index-cut');
}
