import { createHash } from 'node:crypto';

/** One blob of an image, by its digest `sha256:…` and size in bytes. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
}

/** What is known of a one-layer base image once its tree is packed. */
export interface BaseFacts {
  readonly layer: Blob;
  /** Digest of the layer before compression. */
  readonly diffId: string;
  /** Full version, as in `3.13.5`. */
  readonly pythonVersion: string;
  /** `amd64`, `arm64`, … */
  readonly architecture: string;
  /** When it was made, ISO 8601. */
  readonly created: string;
}

/** The blob that a text is. */
export function blobOf(text: string): Blob {
  return {
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    size: Buffer.byteLength(text),
  };
}

export const indexType = 'application/vnd.oci.image.index.v1+json';
export const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** The image config, with the environment and command of Docker Hub's python images. */
export function planConfig(facts: BaseFacts): string {
  return JSON.stringify({
    created: facts.created,
    architecture: facts.architecture,
    os: 'linux',
    config: {
      Env: [
        'PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin',
        'LANG=C.UTF-8',
        `PYTHON_VERSION=${facts.pythonVersion}`,
      ],
      Cmd: ['python3'],
    },
    rootfs: { type: 'layers', diff_ids: [facts.diffId] },
    history: [{ created: facts.created, created_by: 'nx-slipway tools/engine: mmdebstrap' }],
  });
}

/** The manifest of that config and the one layer. */
export function planManifest(config: Blob, layer: Blob): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...layer }],
  });
}

/** The index of one image's manifests, by architecture. */
export function planIndex(
  manifests: readonly (Blob & { readonly architecture: string })[],
): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: indexType,
    manifests: manifests.map(({ architecture, ...manifest }) => ({
      mediaType: manifestType,
      ...manifest,
      platform: { architecture, os: 'linux' },
    })),
  });
}
