import { access, mkdir, rename, rm } from 'node:fs/promises';
import type { EnginePlace } from '../engine-place.ts';
import { type Run, runStep } from './run-step.ts';
import { withLock } from './with-lock.ts';

/**
 * Makes a folder of the shared cache once per machine. It is made under another name and renamed when whole,
 * so that a run that breaks off leaves nothing that looks made, and a folder once made never changes.
 * @param name of the step, and of the lock that keeps two checkouts from making it at once
 */
export async function makeOnce(
  place: EnginePlace,
  name: string,
  folder: string,
  make: (half: string, run: Run) => Promise<void>,
): Promise<void> {
  if (await exists(folder)) {
    return;
  }
  await runStep(place, name, (run) =>
    withLock(place, name.replaceAll(' ', '-'), async () => {
      if (await exists(folder)) {
        return;
      }
      const half = `${folder}.half`;
      await rm(half, { recursive: true, force: true });
      await mkdir(half, { recursive: true });
      await make(half, run);
      await rename(half, folder);
    }),
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
