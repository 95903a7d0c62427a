/** Generated from schema.json by tools/schema-types. */

/**
 * Builds a project's images; all images of a run in one engine invocation, in dependency order.
 */
export interface BuildImageSchema {
  /**
   * Name of one of the project's images. Default: all of them; of a stack, base and base-builder.
   */
  readonly image?: string;
  /**
   * Templates of tags, such as type=sha or type=pep440,pattern={{major}}.{{minor}}; or full references. Default: <namespace>/<image>, and when pushing what nx.json says.
   */
  readonly tags?: readonly string[];
  /**
   * Where the image is pushed to under each tag: registry.example/team/{{image}}. Default: what nx.json says, else <namespace>/<image>.
   */
  readonly repositories?: readonly string[];
  /**
   * Put the image into the engine's store. Default: yes, unless --push or --output says otherwise.
   */
  readonly load?: boolean;
  /**
   * Push the images to their registries, when all of the run are built.
   */
  readonly push?: boolean;
  /**
   * Push the images of the workspace that these are built from as well.
   */
  readonly bases?: boolean;
  /**
   * Attestations the images are pushed with. Default: none.
   */
  readonly attest?: readonly ('provenance' | 'sbom')[];
  /**
   * JSON file, relative to the workspace root, that gets the digests of what was pushed.
   */
  readonly digestFile?: string;
  /**
   * Outputs in buildx's words, such as type=oci,dest=api.tar; in place of --load and --push.
   */
  readonly output?: readonly string[];
  /**
   * Platforms such as linux/amd64. Default: the builder's own.
   */
  readonly platforms?: readonly string[];
  /**
   * Values of the Dockerfile's ARGs. Never for secrets: they stay readable in the image.
   */
  readonly buildArgs?: {
    [k: string]: string | number | boolean;
  };
  /**
   * Labels over those the plugin sets from what it knows.
   */
  readonly labels?: {
    [k: string]: string | number | boolean;
  };
  /**
   * Named contexts in buildx's words; one named like a stage takes that stage's place.
   */
  readonly contexts?: {
    [k: string]: string;
  };
  /**
   * Folder of the build context, relative to the workspace root: {projectRoot}. Default: of the project's folder and the workspace root the one that has what the Dockerfile copies; the root where both do.
   */
  readonly context?: string;
  /**
   * Stage to build in place of the image's own.
   */
  readonly target?: string;
  /**
   * Secrets in buildx's words: id=netrc,src=/home/me/.netrc or id=token,env=TOKEN. A missing source is an error.
   */
  readonly secrets?: readonly string[];
  /**
   * File of CA certificates, given to RUNs as the secret `ca`. Default: what SSL_CERT_FILE names.
   */
  readonly caBundle?: string;
  /**
   * SSH agents or keys in buildx's words, such as default.
   */
  readonly ssh?: readonly string[];
  /**
   * Ask the registry for newer external base images.
   */
  readonly pull?: boolean;
  /**
   * Run every step of these images again.
   */
  readonly noCache?: boolean;
  /**
   * Where layers are kept beside the builder: registry, gha, inline, local, or in buildx's words type=registry,ref=registry.example/acme/build-cache. Default: the plugin's option in nx.json.
   */
  readonly cacheBackend?: string;
  /**
   * Where layers are looked for besides, in the same words, such as the cache of the main branch.
   */
  readonly cacheFrom?: readonly string[];
  /**
   * Keep layers in the backend, and not only look for them. Default: where the variable CI is set.
   */
  readonly cacheWrite?: boolean;
  /**
   * Leave an image alone that exists under its key: in the engine's store, in the registry where it is pushed; with registry there in any case. --no-reuse builds it.
   */
  readonly reuse?: boolean | 'registry';
  /**
   * Show which images exist under their keys, and what changed of the others, and stop.
   */
  readonly explain?: boolean;
  /**
   * Who builds, one for the whole run. Default: the plugin's option in nx.json, else docker.
   */
  readonly engine?: 'docker' | 'podman';
  /**
   * buildx builder, one for the whole run. Default: BUILDX_BUILDER, then the plugin's option in nx.json, then the current one.
   */
  readonly builder?: string;
  /**
   * Show the bake file of the whole run, for podman its commands as well, and stop.
   */
  readonly print?: boolean;
}
