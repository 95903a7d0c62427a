import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Blob, blobOf, indexType, manifestType, planIndex } from './oci-image.ts';

/**
 * Puts a made base image into a registry under the name that a mirror of Docker Hub is asked for.
 * @param folders as `makeBaseImage` leaves them, one for each architecture; several make an index
 * @param registry `host:port`, plain http
 */
export async function pushBaseImage(
  folders: readonly string[],
  registry: string,
  tag: string,
): Promise<void> {
  const repository = `http://${registry}/v2/library/python`;
  const made = await Promise.all(folders.map(readMade));
  const [only] = made;
  const [type, text] =
    only && made.length === 1
      ? [manifestType, only.manifest]
      : [
          indexType,
          planIndex(
            made.map(({ manifest, architecture }) => ({ ...blobOf(manifest), architecture })),
          ),
        ];
  const held = await fetch(`${repository}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept: `${indexType}, ${manifestType}` },
  });
  if (held.headers.get('docker-content-digest') === blobOf(text).digest) {
    return;
  }
  for (const { folder, manifest } of made) {
    const { config, layers } = JSON.parse(manifest) as { config: Blob; layers: readonly [Blob] };
    await pushBlob(repository, config.digest, join(folder, 'config.json'));
    await pushBlob(repository, layers[0].digest, join(folder, 'layer.tar.gz'));
    const { digest } = blobOf(manifest);
    await put(`${repository}/manifests/${digest}`, manifestType, Buffer.from(manifest));
  }
  await put(`${repository}/manifests/${tag}`, type, Buffer.from(text));
}

async function readMade(folder: string) {
  const config = await readFile(join(folder, 'config.json'), 'utf8');
  const { architecture } = JSON.parse(config) as { architecture: string };
  return { folder, manifest: await readFile(join(folder, 'manifest.json'), 'utf8'), architecture };
}

async function pushBlob(repository: string, digest: string, file: string): Promise<void> {
  const upload = await fetch(`${repository}/blobs/uploads/`, { method: 'POST' });
  const location = upload.headers.get('location');
  if (!upload.ok || location === null) {
    throw new Error(`${repository}: no upload was opened: ${upload.status}`);
  }
  const url = new URL(location, repository);
  url.searchParams.set('digest', digest);
  await put(url.href, 'application/octet-stream', await readFile(file));
}

async function put(url: string, type: string, body: Buffer): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body });
  if (!answer.ok) {
    throw new Error(`PUT ${url}: ${answer.status} ${await answer.text()}`);
  }
}
