/** Generated from schema.json by tools/schema-types. */

/**
 * Builds the images of a project with the options of its build target, and pushes them; each layer of a run is pushed once.
 */
export interface PushImageSchema {
  /**
   * Target of the project whose options are used to build its images.
   */
  readonly buildTarget?: string;
  /**
   * Name of the image to push. Default: all images that the build target builds.
   */
  readonly image?: string;
  /**
   * Tag templates, for example type=sha or type=pep440,pattern={{major}}.{{minor}}, or full references. Default: the tags in nx.json, else latest.
   */
  readonly tags?: readonly string[];
  /**
   * Repositories to push each tag to, for example registry.example/team/{{image}}. Default: the repositories in nx.json, else <namespace>/<image>.
   */
  readonly repositories?: readonly string[];
  /**
   * Also push the images of the workspace that these images are built from.
   */
  readonly bases?: boolean;
  /**
   * Attestations to push with the images. Default: none.
   */
  readonly attest?: readonly ('provenance' | 'sbom')[];
  /**
   * Platforms to build for, for example linux/amd64. Default: the platforms of the build target.
   */
  readonly platforms?: readonly string[];
  /**
   * Engine that builds and pushes, one for the whole run. Default: the engine of the build target.
   */
  readonly engine?: 'docker' | 'podman';
  /**
   * buildx builder, one for the whole run. Default: the builder of the build target.
   */
  readonly builder?: string;
  /**
   * What new layers are compressed with, one for the whole run; layers that exist stay as they are. Default: the compression of the build target.
   */
  readonly compression?: 'gzip' | 'zstd' | 'estargz';
  /**
   * JSON file for the digests of the pushed images, relative to the workspace root.
   */
  readonly digestFile?: string;
  /**
   * Show the bake file of the whole run and what would be pushed where, and stop.
   */
  readonly print?: boolean;
  /**
   * What was typed after the name of the project.
   */
  readonly __unparsed__?: readonly string[];
}
