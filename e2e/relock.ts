import { runShown } from '../tools/demo/run-shown.ts';
import type { Scene } from '../tools/demo/scene.ts';

/**
 * Locks again with the uv of base-builder. A user with the right Python on the host types just `uv lock`.
 * @param namespace of the workspace's images
 */
export async function relock(scene: Scene, namespace: string): Promise<void> {
  await runShown(scene, 'docker', [
    ...['run', '--rm', `--user=${process.getuid?.() ?? 0}`, `--volume=${scene.folder}:/src`],
    ...['--env=UV_DEFAULT_INDEX', '--env=UV_CACHE_DIR=/tmp/uv', `${namespace}/python-base-builder`],
    ...['uv', 'lock'],
  ]);
}
