import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Blob, blobOf, manifestType } from './oci-image.ts';

/**
 * Puts a made base image into a registry under the name that a mirror of Docker Hub is asked for.
 * @param folder as `makeBaseImage` leaves it
 * @param registry `host:port`, plain http
 */
export const pushBaseImage = async (
  folder: string,
  registry: string,
  tag: string,
): Promise<void> => {
  const repository = `http://${registry}/v2/library/python`;
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8');
  const held = await fetch(`${repository}/manifests/${tag}`, { method: 'HEAD', headers: accept });
  if (held.headers.get('docker-content-digest') === blobOf(manifest).digest) {
    return;
  }
  const { config, layers } = JSON.parse(manifest) as { config: Blob; layers: readonly [Blob] };
  await pushBlob(repository, config.digest, join(folder, 'config.json'));
  await pushBlob(repository, layers[0].digest, join(folder, 'layer.tar.gz'));
  await put(`${repository}/manifests/${tag}`, manifestType, Buffer.from(manifest));
};

const accept = { accept: manifestType };

const pushBlob = async (repository: string, digest: string, file: string): Promise<void> => {
  const upload = await fetch(`${repository}/blobs/uploads/`, { method: 'POST' });
  const location = upload.headers.get('location');
  if (!upload.ok || location === null) {
    throw new Error(`${repository}: no upload was opened: ${upload.status}`);
  }
  const url = new URL(location, repository);
  url.searchParams.set('digest', digest);
  await put(url.href, 'application/octet-stream', await readFile(file));
};

const put = async (url: string, type: string, body: Buffer): Promise<void> => {
  const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': type }, body });
  if (!answer.ok) {
    throw new Error(`PUT ${url}: ${answer.status} ${await answer.text()}`);
  }
};
