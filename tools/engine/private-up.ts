import { applyNetwork, removeRule } from './apply-network.ts';
import type { BaseImage } from './base-images.ts';
import { describeEngine } from './describe-engine.ts';
import type { Engine } from './engine.ts';
import type { EnginePlace } from './engine-place.ts';
import { type EngineSettings, gatewayOf } from './engine-settings.ts';
import { isCutOff } from './index-cut-mark.ts';
import { installHostPackages } from './install-host-packages.ts';
import { installIndexProxy } from './install-index-proxy.ts';
import { baseImageFolder, makeBaseImage } from './make-base-image.ts';
import { cutOffRule } from './network-rules.ts';
import { pushBaseImage } from './push-base-image.ts';
import { runStep } from './run-step.ts';
import { settleSettings } from './settle-settings.ts';
import { startDockerd } from './start-dockerd.ts';
import { startIndexProxy } from './start-index-proxy.ts';
import { startRegistry } from './start-registry.ts';
import { unpackDocker } from './unpack-docker.ts';
import { writeClientConfig } from './write-client-config.ts';

/** Brings up an engine of this checkout's own. Every step does nothing where its work is done. */
export const privateUp = async (
  place: EnginePlace,
  bases: readonly BaseImage[],
): Promise<Engine> => {
  refuseElsewhere();
  await runStep(place, 'host packages', (run) => installHostPackages(place, run));
  const settings = await settleSettings(place);
  await runStep(place, 'network', () => applyNetwork(settings));
  await allDone([
    upDockerd(place, settings),
    runStep(place, 'registry', () => startRegistry(place, settings)),
    upIndex(place, settings),
    ...bases.map((base) => makeBaseImage(place, base)),
  ]);
  await runStep(place, 'bases', () => pushBases(place, settings, bases));
  return describeEngine('private', await writeClientConfig(place), settings, gatewayOf(settings));
};

const refuseElsewhere = (): void => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error(
      'no container engine with buildx answers, and a private one can be brought up only as root on ' +
        'Debian or Ubuntu: start one, or set DOCKER_HOST to one',
    );
  }
};

/** Waits for all before failing with the first failure: a step left behind would write under the next run. */
const allDone = async (steps: readonly Promise<void>[]): Promise<void> => {
  await Promise.allSettled(steps);
  await Promise.all(steps);
};

const upDockerd = async (place: EnginePlace, settings: EngineSettings): Promise<void> => {
  await unpackDocker(place);
  await runStep(place, 'dockerd', () => startDockerd(place, settings));
};

const upIndex = async (place: EnginePlace, settings: EngineSettings): Promise<void> => {
  await installIndexProxy(place);
  if (await isCutOff(place)) {
    return;
  }
  // Whoever cut the index off may have died without bringing it back.
  await removeRule(cutOffRule(settings));
  const listener = { address: gatewayOf(settings), port: settings.indexPort };
  await runStep(place, 'index proxy', () => startIndexProxy(place, listener));
};

const pushBases = async (
  place: EnginePlace,
  settings: EngineSettings,
  bases: readonly BaseImage[],
): Promise<void> => {
  for (const base of bases) {
    const folder = baseImageFolder(place, base);
    await pushBaseImage(folder, `127.0.0.1:${settings.registryPort}`, base.tag);
  }
};
