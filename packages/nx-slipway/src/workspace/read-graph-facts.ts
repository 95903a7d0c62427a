import { basename } from 'node:path';
import { hasFacts } from './file-facts';
import { folderIndex } from './folder-index';
import { normalizePluginOptions, type PluginOptions } from './plugin-options';
import { readFacts } from './read-facts';
import { rootPackageName } from './workspace-folders';

/** What a graph is inferred from. */
export interface GraphQuestion {
  readonly workspaceRoot: string;
  readonly options: PluginOptions | undefined;
  /** Content hashes of all files of the workspace, by path. */
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * What the files of a workspace say, and what else its model is made from.
 *
 * @param files paths relative to the workspace root; those without facts are passed over
 */
export function readGraphFacts(
  { workspaceRoot, options, hashes }: GraphQuestion,
  files: Iterable<string>,
) {
  const facts = readFacts({ workspaceRoot, files: [...files].filter(hasFacts), hashes });
  return {
    facts,
    settings: normalizePluginOptions(options, {
      packageName: rootPackageName(facts),
      folder: basename(workspaceRoot),
    }),
    hasFile: (file: string) => hashes.has(file),
    list: folderIndex(hashes.keys()),
  };
}
