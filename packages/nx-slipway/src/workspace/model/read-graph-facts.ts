import { basename } from 'node:path';
import type { NxJsonConfiguration } from '@nx/devkit';
import { textReader } from '../files/text-reader';
import type { PluginOptions } from '../options/check-plugin-options';
import { normalizePluginOptions } from '../options/plugin-options';
import { configuredSettings } from './configured-settings';
import { hasFacts } from './file-facts';
import { folderIndex } from './folder-index';
import { readFacts } from './read-facts';
import { rootPackageName } from './workspace-folders';

/** What a graph is inferred from. */
export interface GraphQuestion {
  readonly workspaceRoot: string;
  readonly options: PluginOptions | undefined;
  /** Of nx.json. */
  readonly targetDefaults: NxJsonConfiguration['targetDefaults'];
  /** Content hashes of all files of the workspace, by path. */
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * What the files of a workspace say, and what else its model is made from.
 *
 * @param files paths relative to the workspace root; those without facts are passed over
 */
export function readGraphFacts(
  { workspaceRoot, options, targetDefaults, hashes }: GraphQuestion,
  files: Iterable<string>,
) {
  const facts = readFacts({ workspaceRoot, files: [...files].filter(hasFacts), hashes });
  const settings = normalizePluginOptions(options, {
    packageName: rootPackageName(facts),
    folder: basename(workspaceRoot),
  });
  const locks = new Set<string>();
  const text = textReader(workspaceRoot);
  return {
    facts,
    settings,
    findSettings: configuredSettings({ facts, targetDefaults, targetNames: settings }),
    hasFile: (file: string) => hashes.has(file),
    /** Reads a lock, which the answer then depends on. */
    read(file: string) {
      locks.add(file);
      return text(file);
    },
    /** Files that have been read; complete once the model is made. */
    sources: () => [...facts.keys(), ...locks],
    list: folderIndex(hashes.keys()),
  };
}
