import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { BaseImage } from './base-images.ts';
import type { EnginePlace } from './engine-place.ts';
import { makeOnce } from './make-once.ts';
import { baseImageHook, makeRootArchive } from './make-root-archive.ts';
import { blobOf, planConfig, planManifest } from './oci-image.ts';
import { packLayer } from './pack-layer.ts';
import { readDebianMirrors } from './read-debian-mirrors.ts';

/**
 * The folder of a made base image: `manifest.json`, `config.json`, `layer.tar.gz`. Named for the recipe too,
 * so that a checkout with a newer recipe makes its own and leaves the older ones theirs.
 */
export const baseImageFolder = (place: EnginePlace, base: BaseImage): string => {
  const recipe = blobOf(JSON.stringify([base, readFileSync(baseImageHook, 'utf8')])).digest;
  return join(place.cache, 'bases', `${base.tag}-${recipe.slice(7, 15)}`);
};

/** Makes a base image once per machine, so that its digest is the same in every checkout ever after. */
export const makeBaseImage = (place: EnginePlace, base: BaseImage): Promise<void> =>
  makeOnce(place, `make base ${base.tag}`, baseImageFolder(place, base), async (half, run) => {
    const [tar, facts] = [join(half, 'root.tar'), join(half, 'python-version')];
    await makeRootArchive(base, await readDebianMirrors(run), run, tar, facts);
    const packed = await packLayer(tar, join(half, 'layer.tar.gz'));
    const config = planConfig({
      ...packed,
      pythonVersion: (await readFile(facts, 'utf8')).trim(),
      created: new Date().toISOString(),
      architecture: (await execa('dpkg', ['--print-architecture'])).stdout,
    });
    await writeFile(join(half, 'config.json'), config);
    await writeFile(join(half, 'manifest.json'), planManifest(blobOf(config), packed.layer));
    await rm(tar);
  });
