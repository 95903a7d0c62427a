import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { EnginePlace } from '../engine-place.ts';
import { isRunning, readRunning, recordFile, type ServiceName } from './process-record.ts';

/**
 * Ends a service that was started from this checkout, and waits until it is gone. Does nothing where it
 * does not run, or where its pid has passed to another process.
 */
export async function stopService(place: EnginePlace, name: ServiceName): Promise<void> {
  const record = await readRunning(place, name);
  if (record) {
    process.kill(record.pid, 'SIGTERM');
    for (const deadline = Date.now() + 30_000; await isRunning(record); await setTimeout(50)) {
      if (Date.now() > deadline) {
        process.kill(record.pid, 'SIGKILL');
        await setTimeout(500);
        break;
      }
    }
  }
  await rm(recordFile(place, name), { force: true });
}
