import { manifestTypes } from './read-digests.ts';
import type { Layer } from './sum-distinct.ts';

interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

type Manifest =
  | { readonly manifests: readonly Descriptor[] }
  | { readonly config: Descriptor; readonly layers: readonly Descriptor[] };

interface Config {
  readonly rootfs: { readonly diff_ids: readonly string[] };
}

/**
 * Reads the layers of an image of one platform from a registry.
 * @param registry `host:port`, asked over http
 * @param at.architecture of the platform; any where nothing is said
 */
export async function readLayers(
  registry: string,
  repository: string,
  {
    reference = 'latest',
    architecture,
  }: { readonly reference?: string; readonly architecture?: string } = {},
): Promise<readonly Layer[]> {
  const ask = async (path: string): Promise<unknown> => {
    const url = `http://${registry}/v2/${repository}/${path}`;
    const response = await fetch(url, { headers: { accept: manifestTypes } });
    if (!response.ok) {
      throw new Error(`${url} is answered with ${response.status}`);
    }
    return response.json();
  };
  const manifest = (await ask(`manifests/${reference}`)) as Manifest;
  if ('manifests' in manifest) {
    // Attestations are of no platform.
    const own = manifest.manifests.find(
      ({ platform }) =>
        platform?.os === 'linux' &&
        (architecture ?? platform.architecture) === platform.architecture,
    );
    if (!own) {
      throw new Error(`${repository} holds no image`);
    }
    return readLayers(registry, repository, { reference: own.digest });
  }
  const config = (await ask(`blobs/${manifest.config.digest}`)) as Config;
  return manifest.layers.map(({ digest, size }, index) => ({
    ...{ digest, size },
    diffId: config.rootfs.diff_ids[index] ?? '',
  }));
}
