import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import type { Scene } from '../tools/demo/scene.ts';

/** The release whose Dockerfiles are in the folder `release-0.1.0`, as its generators wrote them. */
export const OLD_VERSION = '0.1.0';

/**
 * Makes a release of a newer one that has no migrations. Its generators are those of the newer release, so what they
 * wrote at that time is a folder of files.
 *
 * @param scene for programs that are called
 * @param tarball of the newer release
 * @param folder for the tarball that is made
 * @returns the path of that tarball
 */
export async function makeOldRelease(
  scene: Scene,
  tarball: string,
  folder: string,
): Promise<string> {
  await runQuiet(scene, 'tar', ['-xzf', tarball, '-C', folder]);
  const files = join(folder, 'package');
  const manifest = join(files, 'package.json');
  const { 'nx-migrations': _, ...rest } = JSON.parse(await readFile(manifest, 'utf8'));
  await writeFile(manifest, JSON.stringify({ ...rest, version: OLD_VERSION }));
  await rm(join(files, 'migrations.json'));
  const old = join(folder, `nx-slipway-${OLD_VERSION}.tgz`);
  await runQuiet(scene, 'tar', ['-czf', old, '-C', folder, 'package']);
  await rm(files, { recursive: true });
  return old;
}
