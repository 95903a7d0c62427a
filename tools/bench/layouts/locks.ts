import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  DEPENDENCIES,
  seedProject,
} from '../../../packages/nx-slipway/test-support/seed-projects.ts';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';
import { installPoetry } from '../../engine/install/install-poetry.ts';
import { newPackageOf } from '../workspace/new-packages.ts';
import type { Shape } from './shape.ts';

/** Locks of a code base: that of its project as it is, and of it with the new dependency of each run. */
export interface Locks {
  readonly first: string;
  /** By run, from 0. */
  readonly changed: readonly string[];
}

/** A pyproject with the dependency that is new in a run. */
export function withDependency(pyproject: string, run: number): string {
  return pyproject.replace(DEPENDENCIES, `${DEPENDENCIES}    "${newPackageOf(run)}",\n`);
}

/** Locks a code base with Poetry, once for all shapes: a lock does not hold the name of its project. */
export async function lockApp(
  scene: Scene,
  app: Shape['app'],
  { index, runs }: { readonly index: string; readonly runs: number },
): Promise<Locks> {
  const folder = join(scene.folder, 'locks', app);
  const files = seedProject(app, app, index);
  await writeAll(folder, files);
  const poetry = join(await installPoetry(), 'poetry');
  const lock = async (): Promise<string> => {
    await runQuiet({ ...scene, folder }, poetry, ['lock', '--no-interaction', '--quiet']);
    return readFile(join(folder, 'poetry.lock'), 'utf8');
  };
  const first = await lock();
  const changed: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    const pyproject = withDependency(files['pyproject.toml'] ?? '', run);
    await writeAll(folder, { 'pyproject.toml': pyproject, 'poetry.lock': first });
    changed.push(await lock());
  }
  return { first, changed };
}

/** Writes files by path into a folder. */
export async function writeAll(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}
