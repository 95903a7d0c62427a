import type { Image } from '../model/image';
import type { ImageCaches } from './cache-backend';
import type { Compression } from './compression';

/** How one image is to be built, after defaults; the option names are buildx's where it has them. */
export interface ImageOptions {
  /**
   * As given: templates and full references. In a request they are resolved: full references, of which
   * none means the image's default one.
   */
  readonly tags: readonly string[];
  /** buildx `--output` values; empty means what `load` and `push` say. */
  readonly outputs: readonly string[];
  /** Put the image into the engine's store. */
  readonly load: boolean;
  /** Push it after the build of the whole run, unless `outputs` says where it goes. */
  readonly push: boolean;
  readonly platforms: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Additional named contexts; one of the name of a stage takes that stage's place. */
  readonly contexts: Readonly<Record<string, string>>;
  /** Folder of the build context, relative to the workspace root; absent for the image's own. */
  readonly context?: string;
  /** Stage to build instead of the image's own. */
  readonly target?: string;
  /** buildx `--secret` values without their contents: `id=npm,env=NPM_TOKEN`. */
  readonly secrets: readonly string[];
  readonly ssh: readonly string[];
  readonly caches: ImageCaches;
  /** What new layers are compressed with; absent for what engines do unasked. */
  readonly compression?: Compression;
  readonly pull: boolean;
  readonly noCache: boolean;
  /** Where an image under its key is looked for that need not be built then. */
  readonly reuse: 'nowhere' | 'store' | 'registry';
}

/** One image of a run. */
export interface ImageRequest {
  readonly image: Image;
  readonly options: ImageOptions;
}
