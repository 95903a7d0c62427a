import type { Image } from '../../images/model/image';

/** Attestations that an image may be pushed with. */
export type Attestation = 'provenance' | 'sbom';

/** How one image of a run goes to registries. */
export interface ImagePush {
  readonly image: Image;
  /** Full references, at least one. */
  readonly references: readonly string[];
  /** Annotations of the manifest, by their OCI keys. They change neither the image's config nor its key. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly attestations: readonly Attestation[];
  /** The external image it is built on in the end, whose layers it has in common with others. */
  readonly base?: string;
}
