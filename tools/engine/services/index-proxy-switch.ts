import { type EnginePlace, enginePlace } from '../engine-place.ts';
import { type EngineRecord, readEngineRecord } from '../engine-record.ts';
import type { EngineSettings } from '../engine-settings.ts';
import { withLock } from '../machine/with-lock.ts';
import { addRule, removeRule } from '../network/apply-network.ts';
import { readSettings } from '../network/choose-settings.ts';
import { cutOffRule } from '../network/network-rules.ts';
import { markCutOff, unmarkCutOff } from './index-cut-mark.ts';
import { startIndexProxy } from './start-index-proxy.ts';
import { stopService } from './stop-service.ts';

/**
 * Does something while builds are cut off from every package index: the proxy is ended, and a private engine also
 * refuses whatever containers and RUN steps send beyond the host, so that a build that succeeds has asked nobody. Waits
 * for all that {@link withIndex} does. An `engineUp` after this process has ended brings the index back.
 * @throws before the first `engineUp`
 */
export async function withoutIndex<T>(work: () => Promise<T>): Promise<T> {
  const place = enginePlace();
  return withLock(place, lockOf(place), async () => {
    await cutIndexOff();
    try {
      return await work();
    } finally {
      await bringIndexBack();
    }
  });
}

/** Does something that needs the package index: no process beside this one cuts it off meanwhile. */
export async function withIndex<T>(work: () => Promise<T>): Promise<T> {
  const place = enginePlace();
  return withLock(place, lockOf(place), work, { isShared: true });
}

function lockOf({ id }: EnginePlace): string {
  return `index-${id}`;
}

async function cutIndexOff(): Promise<void> {
  return withEngine(async (place, settings, engine) => {
    await markCutOff(place);
    await stopService(place, 'index');
    if (engine.kind === 'private') {
      await addRule(cutOffRule(settings));
    }
  });
}

async function bringIndexBack(): Promise<void> {
  return withEngine(async (place, settings, engine) => {
    if (engine.kind === 'private') {
      await removeRule(cutOffRule(settings));
    }
    await startIndexProxy(place, {
      address: engine.index.trustedHost,
      port: settings.indexPort,
    });
    await unmarkCutOff(place);
  });
}

async function withEngine(
  work: (place: EnginePlace, settings: EngineSettings, engine: EngineRecord) => Promise<void>,
): Promise<void> {
  const place = enginePlace();
  const settings = await readSettings(place);
  const engine = await readEngineRecord(place);
  if (!settings || !engine) {
    throw new Error('the engine of this checkout was never brought up');
  }
  await withLock(place, `up-${place.id}`, () => work(place, settings, engine));
}
