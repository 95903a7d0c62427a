import type { NxJsonConfiguration } from '@nx/devkit';
import { defaultNamespace } from '../../images/model/default-namespace';
import type { EngineName } from '../../images/options/engine-capabilities';
import { isOwnPlugin, validOptions } from './check-plugin-options';

/** Options of the plugin in nx.json. */
export interface PluginOptions {
  /** Stands before every image's name: `acme` makes `acme/api`; empty for nothing. */
  readonly namespace?: string;
  readonly buildTargetName?: string;
  readonly runTargetName?: string;
  /** Whether images share layers of third-party packages, as `shared-layers.json` groups them. */
  readonly sharedLayers?: boolean;
  readonly pushTargetName?: string;
  /** Where images are pushed to: `registry.example/team/{{image}}`; none for their names alone. */
  readonly repositories?: readonly string[];
  /** Templates of the tags they are pushed under, as docs/reference/tags.md has them; none for `latest`. */
  readonly tags?: readonly string[];
  /** Where builds keep layers beside the builder, as the executor's option of that name. */
  readonly cacheBackend?: string;
  /** Who builds: `docker`, or `podman`. */
  readonly engine?: EngineName;
  /** buildx builder of every build. */
  readonly builder?: string;
}

/** The options after defaults. */
export type NormalizedPluginOptions = Required<Omit<PluginOptions, Optional>> &
  Pick<PluginOptions, Optional>;

type Optional = 'cacheBackend' | 'builder' | 'engine';

/**
 * Fills in the defaults, also for options that are not valid: `checkPluginOptions` says which they are.
 *
 * @param raw as nx.json has them
 * @param packageName name in the workspace's root package.json
 * @param folder name of the workspace's folder
 */
export function normalizePluginOptions(
  raw: unknown,
  { packageName, folder }: { packageName: string | undefined; folder: string },
): NormalizedPluginOptions {
  const options = validOptions(raw);
  return {
    namespace: options.namespace?.replace(/\/+$/, '') ?? defaultNamespace(packageName, folder),
    buildTargetName: options.buildTargetName || 'build-image',
    runTargetName: options.runTargetName || 'run-image',
    pushTargetName: options.pushTargetName || 'push-image',
    sharedLayers: options.sharedLayers ?? true,
    repositories: options.repositories ?? [],
    tags: options.tags ?? [],
    ...(options.cacheBackend && { cacheBackend: options.cacheBackend }),
    ...(options.engine && { engine: options.engine }),
    ...(options.builder && { builder: options.builder }),
  };
}

/** The options nx.json gives the plugin, by its package name or by a path to it. */
export function pluginOptionsOf({ plugins = [] }: NxJsonConfiguration): unknown {
  for (const entry of plugins) {
    if (typeof entry !== 'string' && isOwnPlugin(entry.plugin)) return entry.options;
  }
  return undefined;
}
