import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../../engine/engine.ts';
import type { DemoPlace } from '../demo-place.ts';
import type { Scene } from '../scene.ts';
import { copiedProjects } from './copy-projects.ts';
import { fillWorkspace } from './fill-workspace.ts';
import { makeWorkspace } from './make-workspace.ts';
import { packPackage } from './pack-package.ts';

/**
 * Makes and fills the demo's workspace, unless one stands there that was made from the same package, the
 * same package index and the same demo.
 * @returns whether it was made again
 */
export async function prepareWorkspace(
  scene: Scene,
  place: DemoPlace,
  { engine, namespace }: { readonly engine: Engine; readonly namespace: string },
): Promise<boolean> {
  const { tarball, hash } = await packPackage(place.folder, scene.abort);
  const stamp = join(place.folder, 'made-from');
  const parts = `${hash} ${engine.index.buildUrl} ${await hashOfDemo()}\n`;
  if ((await readFile(stamp, 'utf8').catch(() => '')) === parts) {
    return false;
  }
  await rm(stamp, { force: true });
  await makeWorkspace(scene, { name: `@${namespace}/workspace`, tarball, index: engine.index });
  await fillWorkspace(scene, engine.index);
  await writeFile(stamp, parts);
  return true;
}

/** Of all that decides the workspace: the demo's own files, and the projects that it copies. */
async function hashOfDemo(): Promise<string> {
  const demo = fileURLToPath(new URL('..', import.meta.url));
  const hash = createHash('sha256');
  for (const folder of [demo, ...copiedProjects()]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
      hash.update(await readFile(file));
    }
  }
  return hash.digest('hex');
}
