import { workspaceEnv } from '../tools/demo/workspace/workspace-env.ts';
import type { Engine } from '../tools/engine/engine.ts';

/** What has Nx load plugins in processes of their own, as it does by default. */
export const ISOLATED: Readonly<Record<string, string>> = { NX_ISOLATE_PLUGINS: 'true' };

/**
 * The environment of commands in a workspace of these specs. Nx loads its plugins in its own process: a process for
 * each plugin takes a third of the time of a call. `stop.spec.ts`, `graph.spec.ts` and `versions` do without.
 */
export function e2eEnv(workspace: string, engine: Engine): Readonly<Record<string, string>> {
  return { ...workspaceEnv(workspace, engine), NX_ISOLATE_PLUGINS: 'false' };
}
