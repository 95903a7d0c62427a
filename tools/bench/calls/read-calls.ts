import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CallLog } from './call-log.ts';
import type { Call } from './count-calls.ts';

/** A call with its times, in seconds since 1970. */
export interface TimedCall extends Call {
  readonly started: number;
  /** When a build told its last progress; of another call, when it started. */
  readonly ended: number;
}

/** Forgets the calls made so far. */
export async function forgetCalls({ folder }: CallLog): Promise<void> {
  for (const file of await readdir(folder)) {
    await rm(join(folder, file));
  }
}

/** Reads the calls made since they were last forgotten. @throws where one has not ended a while later */
export async function readCalls({ folder }: CallLog): Promise<readonly TimedCall[]> {
  // A caller that hangs up does not wait for the end of what is written down.
  for (let waits = 0; (await openCalls(folder)).length > 0; waits += 1) {
    if (waits === 100) {
      throw new Error(`calls of docker have not ended: ${await openCalls(folder)}`);
    }
    await setTimeout(50);
  }
  const files = await readdir(folder);
  // A call's own file is renamed at its end, which leaves the time at which it was written.
  const writtenAt = async (file: string): Promise<number> =>
    (await stat(join(folder, file))).mtimeMs / 1000;
  return Promise.all(
    files
      .filter((file) => file.endsWith('.call'))
      .map(async (file) => {
        const progress = file.replace(/\.call$/, '.progress');
        const text = files.includes(progress) ? await readFile(join(folder, progress), 'utf8') : '';
        const line = await readFile(join(folder, file), 'utf8');
        const started = await writtenAt(file);
        const ended = files.includes(progress) ? await writtenAt(progress) : started;
        return { line: line.trim(), progress: text.split('\n'), started, ended };
      }),
  );
}

async function openCalls(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.started'));
}
