import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';
import type { Engine } from '../../engine/engine.ts';
import { installUv } from '../../engine/install/install-uv.ts';

/** Where it is locked. */
interface Place {
  readonly scene: Scene;
  readonly engine: Engine;
  readonly base: string;
}

/** What is locked otherwise than before. */
interface Changes {
  /** A requirement to fetch once, so that the index has it at hand for the first contender as well. */
  readonly fetch?: string;
  /** A pinned requirement of a package that stands in the lock already: `certifi==2025.8.3`. */
  readonly upgrade?: string;
}

/** Locks the projects of a folder, by uv on the Python of the base image, which no contender has made. */
export async function lockProjects(
  { scene, engine, base }: Place,
  { fetch, upgrade }: Changes = {},
): Promise<void> {
  const uv = await installUv();
  const lock = `/opt/uv/uv lock${upgrade === undefined ? '' : ` --upgrade-package=${upgrade}`}`;
  const install = `/opt/uv/uv pip install --quiet --no-deps --target=/tmp/fetched --python=python3 ${fetch}`;
  await runQuiet(scene, 'docker', [
    ...['run', '--rm', `--user=${process.getuid?.() ?? 0}`, '--workdir=/src'],
    ...[`--volume=${scene.folder}:/src`, `--volume=${uv}:/opt/uv:ro`],
    ...[`--env=UV_DEFAULT_INDEX=${engine.index.buildUrl}`, '--env=UV_CACHE_DIR=/tmp/uv'],
    ...[base, 'sh', '-c', fetch === undefined ? lock : `${lock} && ${install}`],
  ]);
}
