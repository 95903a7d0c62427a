/** Generated from schema.json by tools/schema-types. */

/**
 * Builds the images of a project; all images of a run in one call of the engine, in dependency order.
 */
export interface BuildImageSchema {
  /**
   * Name of the image to build; an image without a name has that of the project. Default: all images of the project; for a stack base and base-builder.
   */
  readonly image?: string;
  /**
   * Tag templates, for example type=sha or type=pep440,pattern={{major}}.{{minor}}, or full references. Default: <namespace>/<image>, and for a push the tags in nx.json.
   */
  readonly tags?: readonly string[];
  /**
   * Repositories to push each tag to, for example registry.example/team/{{image}}. Default: the repositories in nx.json, else <namespace>/<image>.
   */
  readonly repositories?: readonly string[];
  /**
   * Load the image into the engine's store. Default: true, unless --push or --output is set.
   */
  readonly load?: boolean;
  /**
   * Push the images after all images of the run are built.
   */
  readonly push?: boolean;
  /**
   * Also push the images of the workspace that these images are built from.
   */
  readonly bases?: boolean;
  /**
   * Attestations to push with the images. Default: none.
   */
  readonly attest?: readonly ('provenance' | 'sbom')[];
  /**
   * What new layers are compressed with, one for the whole run; layers that exist stay as they are. Default: the option in nx.json, else gzip.
   */
  readonly compression?: 'gzip' | 'zstd' | 'estargz';
  /**
   * JSON file for the digests of the pushed images, relative to the workspace root.
   */
  readonly digestFile?: string;
  /**
   * Outputs as for buildx, for example type=oci,dest=api.tar, instead of --load and --push.
   */
  readonly output?: readonly string[];
  /**
   * Platforms to build for, for example linux/amd64. Default: the platform of the builder.
   */
  readonly platforms?: readonly string[];
  /**
   * Build arguments. Never use them for secrets: they stay readable in the image.
   */
  readonly buildArgs?: {
    [k: string]: string | number | boolean;
  };
  /**
   * Labels, in addition to those that the plugin sets.
   */
  readonly labels?: {
    [k: string]: string | number | boolean;
  };
  /**
   * Named contexts as for buildx. A context with the name of a stage replaces that stage.
   */
  readonly contexts?: {
    [k: string]: string;
  };
  /**
   * Folder of the build context, relative to the workspace root, for example {projectRoot}. Default: the workspace root, or the project's folder if only that has the files that the Dockerfile copies.
   */
  readonly context?: string;
  /**
   * Stage to build instead of the stage of the image. On a command line it is `--stage`, because Nx takes `--target` for itself.
   */
  readonly target?: string;
  /**
   * Secrets as for buildx, for example id=netrc,src=/home/me/.netrc or id=token,env=TOKEN. A missing source is an error.
   */
  readonly secrets?: readonly string[];
  /**
   * File with CA certificates, mounted into RUN steps as the secret `ca`. Default: the file that SSL_CERT_FILE names.
   */
  readonly caBundle?: string;
  /**
   * SSH agents or keys as for buildx, for example default.
   */
  readonly ssh?: readonly string[];
  /**
   * Look for newer external base images in the registry.
   */
  readonly pull?: boolean;
  /**
   * Run every step of these images again.
   */
  readonly noCache?: boolean;
  /**
   * Cache backend: registry, gha, inline, local, or as for buildx, for example type=registry,ref=registry.example/acme/build-cache. Default: the option in nx.json.
   */
  readonly cacheBackend?: string;
  /**
   * More caches to import, written in the same way, for example the cache of the main branch.
   */
  readonly cacheFrom?: readonly string[];
  /**
   * Export layers to the cache backend. Default: true if the environment variable CI is set.
   */
  readonly cacheWrite?: boolean;
  /**
   * Skip images that already exist with the same image key: in the engine's store, and for a push in the registry. `registry` always looks in the registry too. --no-reuse builds every image.
   */
  readonly reuse?: true | false | 'registry';
  /**
   * Show which images exist with the same image key and what has changed in the others, and stop.
   */
  readonly explain?: boolean;
  /**
   * Engine that builds, one for the whole run. Default: the option in nx.json, else docker.
   */
  readonly engine?: 'docker' | 'podman';
  /**
   * buildx builder, one for the whole run. `a,b` lets b take over if a is lost. Default: BUILDX_BUILDER, else the option in nx.json, else the current builder.
   */
  readonly builder?: string;
  /**
   * Show the bake file of the whole run, and for podman also its commands, and stop.
   */
  readonly print?: boolean;
  /**
   * Folder, relative to the workspace root, to write the bake file of the whole run into with all files that it names, and stop. `docker buildx bake --file=<folder>/bake.json` then builds the same images without nx-slipway.
   */
  readonly bakeFolder?: string;
  /**
   * What was typed after the name of the project.
   */
  readonly __unparsed__?: readonly string[];
}
