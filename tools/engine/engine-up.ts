import { baseImageOf, defaultBases } from './bases/base-images.ts';
import type { Engine } from './engine.ts';
import { enginePlace } from './engine-place.ts';
import { writeEngineRecord } from './engine-record.ts';
import { hasHostEngine } from './host-engine.ts';
import { hostUp } from './host-up.ts';
import { withLock } from './machine/with-lock.ts';
import { privateUp } from './private-up.ts';
import { readRunning } from './services/process-record.ts';

export type { Engine } from './engine.ts';

export interface UpOptions {
  /** Tags of the base images wanted, from `base-images.ts`. A host engine gets them from Docker Hub itself. */
  readonly bases?: readonly string[];
  /**
   * Run images of the other of amd64 and arm64 too, by an emulator. Where the machine cannot, a line on
   * stderr says so. The user's own engine is left as it is.
   */
  readonly emulate?: boolean;
}

/**
 * An engine that answers: the user's own where there is one, else a private one of this checkout, brought
 * up if it is down. May be called as often as one likes, also at once; when all is up it takes about a second.
 * @throws an error whose message names the step that failed and shows the end of its log
 */
export async function engineUp(options: UpOptions = {}): Promise<Engine> {
  const place = enginePlace();
  const bases = (options.bases ?? defaultBases).map(baseImageOf);
  return withLock(place, `up-${place.id}`, async () => {
    const isPrivate = (await readRunning(place, 'dockerd')) !== undefined;
    const engine =
      !isPrivate && (await hasHostEngine())
        ? await hostUp(place)
        : await privateUp(place, bases, options.emulate ?? false);
    await writeEngineRecord(place, engine);
    return engine;
  });
}
