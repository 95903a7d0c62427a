import type { NxJsonConfiguration } from '@nx/devkit';
import { defaultNamespace } from '../../images/model/default-namespace';
import { isOwnPlugin, type PluginOptions, validOptions } from './check-plugin-options';

/** The options after defaults. */
export type NormalizedPluginOptions = Required<Omit<PluginOptions, Optional | 'roles'>> &
  Pick<PluginOptions, Optional> & {
    /** Files that describe roles, or folders of them. */
    readonly roles: readonly string[];
  };

type Optional =
  | 'cacheBackend'
  | 'builder'
  | 'compression'
  | 'engine'
  | 'testTargetName'
  | 'lintTargetName'
  | 'lockTargetName'
  | 'devTargetName';

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
    checkBaseTargetName: options.checkBaseTargetName || 'check-base',
    ...(options.testTargetName && { testTargetName: options.testTargetName }),
    ...(options.lintTargetName && { lintTargetName: options.lintTargetName }),
    ...(options.lockTargetName && { lockTargetName: options.lockTargetName }),
    ...(options.devTargetName && { devTargetName: options.devTargetName }),
    sharedLayers: options.sharedLayers ?? true,
    repositories: options.repositories ?? [],
    tags: options.tags ?? [],
    roles: [options.roles ?? []].flat(),
    ...(options.cacheBackend && { cacheBackend: options.cacheBackend }),
    ...(options.engine && { engine: options.engine }),
    ...(options.builder && { builder: options.builder }),
    ...(options.compression && { compression: options.compression }),
  };
}

/** The options nx.json gives the plugin, by its package name or by a path to it. */
export function pluginOptionsOf({ plugins = [] }: NxJsonConfiguration): unknown {
  for (const entry of plugins) {
    if (typeof entry !== 'string' && isOwnPlugin(entry.plugin)) return entry.options;
  }
  return undefined;
}
