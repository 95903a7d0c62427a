import { restoreWorkspace } from '../demo/restore-workspace.ts';
import type { Subject } from './subject.ts';

/** Brings a contender to where all is built and nothing has changed. */
export const buildFirst = async ({ scene, builder }: Subject): Promise<void> => {
  await restoreWorkspace(scene);
  await builder.buildAll(scene);
};
