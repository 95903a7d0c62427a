import { basename } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import {
  type NormalizedPluginOptions,
  normalizePluginOptions,
  pluginOptionsOf,
} from './plugin-options';
import { readRootManifest } from './read-root-manifest';

/** The plugin's options in nx.json, after defaults, as an executor sees them. */
export function readPluginOptions({
  root,
  nxJsonConfiguration,
}: Pick<ExecutorContext, 'root' | 'nxJsonConfiguration'>): NormalizedPluginOptions {
  return normalizePluginOptions(pluginOptionsOf(nxJsonConfiguration), {
    packageName: readRootManifest(root).name,
    folder: basename(root),
  });
}
