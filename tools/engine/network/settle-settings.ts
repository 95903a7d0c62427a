import type { EnginePlace } from '../engine-place.ts';
import type { EngineSettings } from '../engine-settings.ts';
import { isCutOff } from '../services/index-cut-mark.ts';
import { readRunning } from '../services/process-record.ts';
import { chooseSettings, readSettings } from './choose-settings.ts';

/** The recorded settings while anything of this checkout's engine runs by them, else free ones. */
export async function settleSettings(place: EnginePlace): Promise<EngineSettings> {
  const inUse = await Promise.all([
    isCutOff(place),
    ...(['dockerd', 'registry', 'index'] as const).map((name) => readRunning(place, name)),
  ]);
  const recorded = inUse.some((use) => use) ? await readSettings(place) : undefined;
  return recorded ?? chooseSettings(place);
}
