import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type EnginePlace, enginePlace } from './engine-place.ts';
import { readEngineRecord } from './engine-record.ts';
import type { EngineSettings } from './engine-settings.ts';
import { removeHostRegistry } from './host-engine.ts';
import { unmountLeftovers } from './machine/unmount-leftovers.ts';
import { withLock } from './machine/with-lock.ts';
import { applyNetwork, removeNetwork } from './network/apply-network.ts';
import { readSettings } from './network/choose-settings.ts';
import { unmarkCutOff } from './services/index-cut-mark.ts';
import { readRunning } from './services/process-record.ts';
import { sharePackages } from './services/share-packages.ts';
import { startDockerd } from './services/start-dockerd.ts';
import { stopPodman } from './services/stop-podman.ts';
import { stopService } from './services/stop-service.ts';

/**
 * Ends what this checkout's `engineUp` started and nothing else, and removes its bridges and rules.
 * The engine's images and build cache, the registry's storage and the shared cache stay.
 * @param purge remove them too, but for the shared cache
 */
export async function engineDown(purge = false): Promise<void> {
  const place = enginePlace();
  await withLock(place, `up-${place.id}`, async () => {
    const settings = await readSettings(place);
    const engine = await readEngineRecord(place);
    await stopService(place, 'index');
    if (settings && engine?.kind === 'private') {
      await reviveKilled(place, settings);
    }
    await stopService(place, 'dockerd');
    await stopService(place, 'registry');
    await stopPodman(place);
    await unmountLeftovers(place);
    await unmarkCutOff(place);
    await sharePackages(place);
    if (settings) {
      await removeNetwork(settings);
    }
    if (engine?.kind === 'host') {
      await removeHostRegistry(place);
    }
    await rm(place.run, { recursive: true, force: true });
    if (purge) {
      await rm(place.state, { recursive: true, force: true });
    }
  });
}

/**
 * A dockerd that was killed leaves its containers running, each under a shim. Only a dockerd knows them, and
 * ends them as it starts; so it is started once more, to be stopped in order.
 */
async function reviveKilled(place: EnginePlace, settings: EngineSettings): Promise<void> {
  const left = await readdir(join(place.run, 'exec')).catch(() => []);
  if (left.length > 0 && !(await readRunning(place, 'dockerd'))) {
    await applyNetwork(settings);
    await startDockerd(place, settings);
  }
}
