import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { applyNetwork, removeNetwork } from './apply-network.ts';
import { readSettings } from './choose-settings.ts';
import { type EnginePlace, enginePlace } from './engine-place.ts';
import { readEngineRecord } from './engine-record.ts';
import type { EngineSettings } from './engine-settings.ts';
import { removeHostRegistry } from './host-engine.ts';
import { unmarkCutOff } from './index-cut-mark.ts';
import { readRunning } from './process-record.ts';
import { sharePackages } from './share-packages.ts';
import { startDockerd } from './start-dockerd.ts';
import { stopPodman } from './stop-podman.ts';
import { stopService } from './stop-service.ts';
import { unmountLeftovers } from './unmount-leftovers.ts';
import { withLock } from './with-lock.ts';

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
