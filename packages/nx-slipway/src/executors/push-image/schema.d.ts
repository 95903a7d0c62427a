/** Generated from schema.json by tools/schema-types. */

/**
 * Builds a project's images as its build target says and pushes them; all of a run in one go, each layer once.
 */
export interface PushImageSchema {
  /**
   * Target of the project whose options say how its images are built.
   */
  readonly buildTarget?: string;
  /**
   * Name of one of the project's images. Default: what the build target builds.
   */
  readonly image?: string;
  /**
   * Templates of tags, such as type=sha or type=pep440,pattern={{major}}.{{minor}}; or full references. Default: what nx.json says, else latest.
   */
  readonly tags?: readonly string[];
  /**
   * Where the image is pushed to under each tag: registry.example/team/{{image}}. Default: what nx.json says, else <namespace>/<image>.
   */
  readonly repositories?: readonly string[];
  /**
   * Push the images of the workspace that these are built from as well.
   */
  readonly bases?: boolean;
  /**
   * Attestations the images are pushed with. Default: none.
   */
  readonly attest?: readonly ('provenance' | 'sbom')[];
  /**
   * Platforms such as linux/amd64. Default: what the build target says.
   */
  readonly platforms?: readonly string[];
  /**
   * Who builds and pushes, one for the whole run. Default: what the build target says.
   */
  readonly engine?: 'docker' | 'podman';
  /**
   * buildx builder, one for the whole run. Default: what the build target says.
   */
  readonly builder?: string;
  /**
   * JSON file, relative to the workspace root, that gets the digests of what was pushed.
   */
  readonly digestFile?: string;
  /**
   * Show the bake file of the whole run and what is pushed where, and stop.
   */
  readonly print?: boolean;
}
