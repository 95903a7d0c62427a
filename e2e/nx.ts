import { type Ended, runToEnd } from '../tools/demo/containers/run-to-end.ts';
import { scene } from './scene.ts';

/** Runs `nx` in the workspace to its end, whatever that is. @param env over the workspace's own */
export function nx(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return runToEnd({ ...scene, env: { ...scene.env, ...env } }, 'nx', args);
}
