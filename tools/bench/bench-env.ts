import { workspaceEnv } from '../demo/workspace/workspace-env.ts';
import type { Engine } from '../engine/engine.ts';

/**
 * The environment of every contender's commands. Nx loads its plugins itself, as README.md has it for CI: a
 * process for each takes longer than what is measured here.
 */
export function benchEnv(workspace: string, engine: Engine): Readonly<Record<string, string>> {
  return {
    ...workspaceEnv(workspace, engine),
    NX_ISOLATE_PLUGINS: 'false',
  };
}
