import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import type { EngineSettings } from '../engine-settings.ts';
import { replaceFile } from '../machine/replace-file.ts';
import { withLock } from '../machine/with-lock.ts';
import { planSettings } from './plan-settings.ts';
import { readTaken } from './read-taken.ts';

/** The recorded settings of a checkout, or undefined before its first `up`. */
export async function readSettings(place: EnginePlace): Promise<EngineSettings | undefined> {
  const text = await readFile(settingsFile(place), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as EngineSettings);
}

/**
 * The recorded settings where they are still free, else new ones, recorded at once.
 * Only to be called while no process of this checkout's engine runs: its own ports would look taken.
 */
export function chooseSettings(place: EnginePlace): Promise<EngineSettings> {
  return withLock(place, 'settings', async () => {
    const recorded = await readSettings(place);
    const taken = await readTaken(place);
    if (
      recorded &&
      !taken.ports.has(recorded.registryPort) &&
      !taken.ports.has(recorded.indexPort)
    ) {
      return recorded;
    }
    const chosen = planSettings(place.id, taken);
    await replaceFile(settingsFile(place), `${JSON.stringify(chosen, undefined, 2)}\n`);
    return chosen;
  });
}

function settingsFile(place: EnginePlace): string {
  return join(place.state, 'settings.json');
}
