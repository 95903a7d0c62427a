import { access } from 'node:fs/promises';
import type { BaseImage } from './bases/base-images.ts';
import { baseImageFolder, makeBaseImage } from './bases/make-base-image.ts';
import { pushBaseImage } from './bases/push-base-image.ts';
import { describeEngine } from './describe-engine.ts';
import type { Engine } from './engine.ts';
import type { EnginePlace } from './engine-place.ts';
import { type EngineSettings, gatewayOf } from './engine-settings.ts';
import { foreignTo, nativeArchitecture } from './install/architectures.ts';
import { registerEmulator } from './install/emulator.ts';
import { installHostPackages } from './install/install-host-packages.ts';
import { installIndexProxy } from './install/install-index-proxy.ts';
import { unpackCompose, unpackDocker } from './install/unpack-docker.ts';
import { runStep } from './machine/run-step.ts';
import { applyNetwork, removeRule } from './network/apply-network.ts';
import { cutOffRule } from './network/network-rules.ts';
import { settleSettings } from './network/settle-settings.ts';
import { isCutOff } from './services/index-cut-mark.ts';
import { startDockerd } from './services/start-dockerd.ts';
import { startIndexProxy } from './services/start-index-proxy.ts';
import { startRegistry } from './services/start-registry.ts';
import { writeClientConfig } from './services/write-client-config.ts';

/**
 * Brings up an engine of this checkout's own. Every step does nothing where its work is done.
 * @param emulate whether it is to run the other of amd64 and arm64 too, with bases of both
 */
export async function privateUp(
  place: EnginePlace,
  bases: readonly BaseImage[],
  emulate: boolean,
): Promise<Engine> {
  refuseElsewhere();
  await runStep(place, 'host packages', (run) => installHostPackages(place, run));
  const settings = await settleSettings(place);
  await runStep(place, 'network', () => applyNetwork(settings));
  await allDone([
    upDockerd(place, settings),
    runStep(place, 'registry', () => startRegistry(place, settings)),
    upIndex(place, settings),
    unpackCompose(place),
    ...bases.map((base) => makeBaseImage(place, base)),
    ...(emulate ? [upForeign(place, bases)] : []),
  ]);
  await runStep(place, 'bases', () => pushBases(place, settings, bases));
  return describeEngine('private', await writeClientConfig(place), settings, gatewayOf(settings));
}

function refuseElsewhere(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error(
      'no container engine with buildx answers, and a private one can be brought up only as root on ' +
        'Debian or Ubuntu: start one, or set DOCKER_HOST to one',
    );
  }
}

/** Waits for all before failing with the first failure: a step left behind would write under the next run. */
async function allDone(steps: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(steps);
  await Promise.all(steps);
}

async function upDockerd(place: EnginePlace, settings: EngineSettings): Promise<void> {
  await unpackDocker(place);
  await runStep(place, 'dockerd', () => startDockerd(place, settings));
}

async function upIndex(place: EnginePlace, settings: EngineSettings): Promise<void> {
  await installIndexProxy(place);
  if (await isCutOff(place)) {
    return;
  }
  // Whoever cut the index off may have died without bringing it back.
  await removeRule(cutOffRule(settings));
  const listener = { address: gatewayOf(settings), port: settings.indexPort };
  await runStep(place, 'index proxy', () => startIndexProxy(place, listener));
}

/** Where the machine cannot, an engine comes up that builds for the machine's own architecture alone. */
async function upForeign(place: EnginePlace, bases: readonly BaseImage[]): Promise<void> {
  const foreign = foreignTo(await nativeArchitecture());
  try {
    await registerEmulator(place, foreign);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`engine: NO linux/${foreign} ON THIS MACHINE: ${reason}\n`);
    return;
  }
  await allDone(bases.map((base) => makeBaseImage(place, base, foreign)));
}

/** A base made for a second architecture once is of both ever after: its digest must not go to and fro. */
async function pushBases(
  place: EnginePlace,
  settings: EngineSettings,
  bases: readonly BaseImage[],
): Promise<void> {
  const foreign = foreignTo(await nativeArchitecture());
  for (const base of bases) {
    const second = baseImageFolder(place, base, foreign);
    const folders = [baseImageFolder(place, base), ...((await exists(second)) ? [second] : [])];
    await pushBaseImage(folders, `127.0.0.1:${settings.registryPort}`, base.tag);
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
