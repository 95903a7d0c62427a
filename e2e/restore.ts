import { restoreWorkspace } from '../tools/demo/workspace/restore-workspace.ts';
import { scene } from './scene.ts';

/** Takes back every change and commit since the workspace was made. What git ignores stays. */
export function restore(): Promise<void> {
  return restoreWorkspace(scene);
}
