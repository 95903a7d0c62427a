import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import { type Architecture, nativeArchitecture } from '../install/architectures.ts';
import { readDebianMirrors } from '../install/read-debian-mirrors.ts';
import { makeOnce } from '../machine/make-once.ts';
import type { BaseImage } from './base-images.ts';
import { foreignBaseHook, makeForeignArchive } from './make-foreign-archive.ts';
import { baseImageHook, makeRootArchive } from './make-root-archive.ts';
import { blobOf, planConfig, planManifest } from './oci-image.ts';
import { packLayer } from './pack-layer.ts';

/** The folder that images come with empty: what makes it when a step starts gives it that step's time. */
const DEVICES = 'dev';

/**
 * The folder of a made base image: `manifest.json`, `config.json`, `layer.tar.gz`. Named for the recipe too,
 * so that a checkout with a newer recipe makes its own and leaves the older ones theirs.
 */
export function baseImageFolder(
  place: EnginePlace,
  base: BaseImage,
  foreign?: Architecture,
): string {
  const hooks = foreign ? [baseImageHook, foreignBaseHook] : [baseImageHook];
  const recipe = blobOf(
    JSON.stringify([base, DEVICES, ...hooks.map((hook) => readFileSync(hook, 'utf8'))]),
  );
  return join(place.cache, 'bases', `${nameOf(base, foreign)}-${recipe.digest.slice(7, 15)}`);
}

function nameOf(base: BaseImage, foreign?: Architecture): string {
  return foreign ? `${base.tag}-${foreign}` : base.tag;
}

/**
 * Makes a base image once per machine, so that its digest is the same in every checkout ever after.
 * @param foreign an architecture other than the machine's, for which an emulator is registered; it is made
 *   from the machine's own base, which is made first
 */
export async function makeBaseImage(
  place: EnginePlace,
  base: BaseImage,
  foreign?: Architecture,
): Promise<void> {
  const folder = baseImageFolder(place, base, foreign);
  const own = baseImageFolder(place, base);
  if (foreign) {
    await makeBaseImage(place, base);
  }
  await makeOnce(place, `make base ${nameOf(base, foreign)}`, folder, async (half, run) => {
    const [tar, facts] = [join(half, 'root.tar'), join(half, 'python-version')];
    const mirrors = await readDebianMirrors(run);
    await (foreign
      ? makeForeignArchive(base, foreign, mirrors, run, tar, own)
      : makeRootArchive(base, mirrors, run, tar, facts));
    await mkdir(join(half, 'empty', DEVICES), { recursive: true });
    await run('tar', [
      ...['--append', `--file=${tar}`, `--directory=${join(half, 'empty')}`],
      ...['--owner=0', '--group=0', '--mode=755', '--mtime=@0', `./${DEVICES}`],
    ]);
    await rm(join(half, 'empty'), { recursive: true });
    const packed = await packLayer(tar, join(half, 'layer.tar.gz'));
    const config = planConfig({
      ...packed,
      pythonVersion: (await readFile(foreign ? join(own, 'python-version') : facts, 'utf8')).trim(),
      created: new Date().toISOString(),
      architecture: foreign ?? (await nativeArchitecture()),
    });
    await writeFile(join(half, 'config.json'), config);
    await writeFile(join(half, 'manifest.json'), planManifest(blobOf(config), packed.layer));
    await rm(tar);
  });
}
