import { join } from 'node:path';
import { enginePlace } from '../engine/engine-place.ts';

/** The folder of this checkout's bench, in the state folder beside its engine's: made again by each bench. */
export function benchPlace(): string {
  return join(enginePlace().state, 'bench');
}
