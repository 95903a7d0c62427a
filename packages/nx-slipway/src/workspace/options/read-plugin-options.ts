import { basename } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { ProblemsError } from '../../problems/problems-error';
import { textReader } from '../files/text-reader';
import { checkPluginOptions } from './check-plugin-options';
import {
  type NormalizedPluginOptions,
  normalizePluginOptions,
  pluginOptionsOf,
} from './plugin-options';
import { readRootManifest } from './read-root-manifest';

/**
 * Reads the plugin's options in nx.json, after defaults, as an executor sees them.
 *
 * @throws {ProblemsError} where one is not valid
 */
export function readPluginOptions({
  root,
  nxJsonConfiguration,
}: Pick<ExecutorContext, 'root' | 'nxJsonConfiguration'>): NormalizedPluginOptions {
  const options = pluginOptionsOf(nxJsonConfiguration);
  const problems = checkPluginOptions(options, textReader(root)('nx.json'));
  if (problems.length > 0) throw new ProblemsError(problems);
  return normalizePluginOptions(options, {
    packageName: readRootManifest(root).name,
    folder: basename(root),
  });
}
