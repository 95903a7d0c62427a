import { runQuiet } from '../demo/run-quiet.ts';
import type { Scene } from '../demo/scene.ts';
import type { Engine } from '../engine/engine.ts';
import { installUv } from '../engine/install-uv.ts';

/** Where it is locked. */
type Place = { readonly scene: Scene; readonly engine: Engine; readonly base: string };

/**
 * Locks the projects of a folder, by uv on the Python of the base image, which no contender has made.
 * @param fetch a package to fetch once, so that the index has it at hand for the first contender as well
 */
export const lockProjects = async (
  { scene, engine, base }: Place,
  { fetch }: { readonly fetch?: string } = {},
): Promise<void> => {
  const uv = await installUv();
  const install = `/opt/uv/uv pip install --quiet --no-deps --target=/tmp/fetched --python=python3 ${fetch}`;
  await runQuiet(scene, 'docker', [
    ...['run', '--rm', `--user=${process.getuid?.() ?? 0}`, '--workdir=/src'],
    ...[`--volume=${scene.folder}:/src`, `--volume=${uv}:/opt/uv:ro`],
    ...[`--env=UV_DEFAULT_INDEX=${engine.index.buildUrl}`, '--env=UV_CACHE_DIR=/tmp/uv'],
    ...[base, 'sh', '-c', `/opt/uv/uv lock${fetch === undefined ? '' : ` && ${install}`}`],
  ]);
};
