import { join } from 'node:path';
import { enginePlace } from '../engine/engine-place.ts';

/** What a demo keeps between runs, and what the whole machine sees of it. */
export interface DemoPlace {
  /** Outside of the repository, so that no file of it is found from there. */
  readonly folder: string;
  /** The Nx workspace in it. */
  readonly workspace: string;
  /** Beginning of the names of its containers and networks. */
  readonly prefix: string;
}

/** The place of this checkout's demo, in the state folder beside its engine's. */
export function demoPlace(): DemoPlace {
  const { state, id } = enginePlace();
  const folder = join(state, 'demo');
  return { folder, workspace: join(folder, 'workspace'), prefix: `nx-slipway-demo-${id}` };
}
