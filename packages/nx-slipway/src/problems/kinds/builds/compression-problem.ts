import type { Explanations } from '../../explanation';

/** Why pushed layers would not have the compression that a task asks for. */
export type CompressionProblem =
  | {
      /**
       * Docker's own image store holds layers uncompressed, and pushes them with gzip. Some builds of Docker end when they
       * are asked for estargz.
       */
      readonly kind: 'compression-unsupported';
      readonly project: string;
      readonly compression: string;
    }
  | {
      /** The builder exports layers to a cache with gzip, before it pushes the same layers. */
      readonly kind: 'cache-compression-fixed';
      readonly project: string;
      readonly compression: string;
      /** Type of the backend: `gha`. */
      readonly backend: string;
    }
  | { readonly kind: 'compressions-differ'; readonly compressions: readonly string[] }
  | {
      /** A registry has images with the same content, whose layers are compressed in another way. */
      readonly kind: 'compression-kept';
      readonly compression: string;
      readonly images: readonly string[];
    };

const OTHER_BUILDER =
  'Run `docker buildx create --name=ci --driver=docker-container` and build with `--builder=ci`';

export const compressionExplanations: Explanations<CompressionProblem> = {
  'compression-unsupported': ({ project, compression }) =>
    compression === 'estargz'
      ? {
          what: `${project}: nx-slipway does not use compression=estargz with the builder of the Docker engine itself, because some versions of Docker crash on it`,
          next: `${OTHER_BUILDER}; or build with \`--compression=zstd\`.`,
        }
      : {
          what: `${project}: the image store of this Docker engine pushes layers with gzip only (compression=${compression})`,
          next: `${OTHER_BUILDER}; or turn on the containerd image store of Docker ("features": {"containerd-snapshotter": true} in daemon.json); or push with \`--compression=gzip\`.`,
        },
  'cache-compression-fixed': ({ project, compression, backend }) => ({
    what: `${project}: layers that are exported to the cache backend ${backend} are compressed with gzip and pushed like that (compression=${compression})`,
    next: 'Build with `--cacheBackend=registry`; or only read the cache: `--cacheWrite=false`; or push with `--compression=gzip`.',
  }),
  'compressions-differ': ({ compressions }) => ({
    what: `the images of one run use different compressions: ${compressions.join(', ')}`,
    next: 'Choose one for all, because images share layers: nx run-many -t push-image --compression=<name>',
  }),
  'compression-kept': ({ compression, images }) => ({
    what: `the registry has these images with another compression than ${compression} and the same content, so they stay as they are: ${images.join(', ')}`,
    next: `Do nothing: layers that are built from now on get ${compression}. To build an image again now: nx build-image <project> --push --noCache`,
  }),
};
