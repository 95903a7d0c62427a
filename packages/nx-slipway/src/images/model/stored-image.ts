/** An image in the engine's store. */
export interface StoredImage {
  /** `sha256:…`: of its configuration, or of its manifest where the store keeps manifests. */
  readonly id: string;
  /** References with their tags, as `docker` prints them. */
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** `linux/amd64`; of an image for several platforms the one of this machine. */
  readonly platform: string;
  /**
   * Its layers, and of its configuration all but labels, command and ports: a program that is started in a container of
   * it finds the same in every image with this text.
   */
  readonly contents: string;
}
