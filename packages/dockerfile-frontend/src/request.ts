/** What a Dockerfile is read with, in the words of BuildKit's frontend. Lists of properties in any order. */
export interface ReadRequest {
  /** Text of the Dockerfile. */
  readonly dockerfile: string;
  /** Stage to build; the last one where it is absent. */
  readonly target?: string;
  /** Build arguments, those that BuildKit predefines included. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** The one platform to build for: `linux/amd64`. */
  readonly platform: string;
  /** The builder's own platform. */
  readonly buildPlatform: string;
  /** Named contexts by name. */
  readonly contexts?: Readonly<Record<string, NamedContext>>;
  /** What is known of images that are built elsewhere, by {@link ReadResult.unknownBases}. */
  readonly bases?: Readonly<Record<string, BaseImage>>;
}

/** A folder of the host, the image another build makes, or a source in BuildKit's words. */
export type NamedContext =
  | { readonly isFolder: true }
  | {
      readonly config: ImageConfig;
      /** Whether the config lacks what the image inherits from bases of its own. */
      readonly isPartial?: boolean;
    }
  /** `docker-image://…`, `https://…` */
  | { readonly source: string };

/** What is known of an image that is built elsewhere. */
export interface BaseImage {
  readonly digest?: string;
  /** By platform; absent where all that is known is that it has no `ONBUILD`. */
  readonly configs?: Readonly<Record<string, ImageConfig>>;
}

/** An OCI image config, which is handed on as it is. */
export type ImageConfig = Readonly<Record<string, unknown>>;
