/**
 * Manifest digests of images in a registry.
 * @param registry `host:port`, asked over http
 * @param repositories those that are not there are left out
 */
export async function readDigests(
  registry: string,
  repositories: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (const repository of repositories) {
    const url = `http://${registry}/v2/${repository}/manifests/latest`;
    const answer = await fetch(url, { method: 'HEAD', headers: { accept: manifestTypes } });
    const digest = answer.headers.get('docker-content-digest');
    if (answer.ok && digest) {
      digests.set(repository, digest);
    }
  }
  return digests;
}

/** Of images and indexes, by OCI and by Docker. */
export const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
