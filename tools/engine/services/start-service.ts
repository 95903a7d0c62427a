import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { EnginePlace } from '../engine-place.ts';
import { replaceFile } from '../machine/replace-file.ts';
import {
  isRunning,
  type ProcessRecord,
  readRunning,
  readStartTime,
  recordFile,
  type ServiceName,
} from './process-record.ts';

/** How one of the engine's processes is started, and how it shows that it is ready. */
export interface Service {
  readonly name: ServiceName;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly isReady: () => Promise<boolean>;
}

/** The log of a service's own output. */
export function serviceLog(place: EnginePlace, name: ServiceName): string {
  return join(place.state, 'logs', `${name}.log`);
}

/**
 * Starts a service that outlives this process, unless it runs, and waits until it is ready.
 * @throws when it ends, or is not ready within a minute
 */
export async function startService(place: EnginePlace, service: Service): Promise<void> {
  const record = (await readRunning(place, service.name)) ?? (await launch(place, service));
  const log = serviceLog(place, service.name);
  for (const deadline = Date.now() + 60_000; !(await service.isReady()); await setTimeout(50)) {
    if (!(await isRunning(record))) {
      throw new Error(`${service.name} ended; its log is ${log}`);
    }
    if (Date.now() > deadline) {
      throw new Error(`${service.name} was not ready within 60 s; its log is ${log}`);
    }
  }
}

async function launch(place: EnginePlace, service: Service): Promise<ProcessRecord> {
  const log = serviceLog(place, service.name);
  await mkdir(dirname(log), { recursive: true });
  const output = await open(log, 'w');
  const [command, ...args] = service.command;
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    env: { ...process.env, ...service.env },
    cwd: '/',
  });
  await once(child, 'spawn');
  child.unref();
  await output.close();
  const pid = child.pid ?? 0;
  const startTime = (await readStartTime(pid)) ?? '';
  const record: ProcessRecord = { pid, startTime, command: service.command };
  await replaceFile(recordFile(place, service.name), `${JSON.stringify(record)}\n`);
  return record;
}
