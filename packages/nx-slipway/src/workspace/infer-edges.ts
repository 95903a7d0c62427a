import { basename } from 'node:path';
import type { RawProjectGraphDependency } from '@nx/devkit';
import { hasFacts } from './file-facts';
import { folderIndex } from './folder-index';
import { normalizePluginOptions, type PluginOptions } from './plugin-options';
import { projectEdges } from './project-edges';
import { readFacts } from './read-facts';
import type { WorkspaceAnswer } from './remember-answer';
import { rootPackageName } from './workspace-folders';
import { workspaceModel } from './workspace-model';

/** What edges are inferred from. */
export interface EdgesQuestion {
  readonly workspaceRoot: string;
  readonly options: PluginOptions | undefined;
  /** Of Nx projects by folder. */
  readonly names: ReadonlyMap<string, string>;
  /** Content hashes of all files of the workspace, by path. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** The edges between images and between Python projects. */
export function inferEdges({
  workspaceRoot,
  options,
  names,
  hashes,
}: EdgesQuestion): WorkspaceAnswer<RawProjectGraphDependency[]> {
  const facts = readFacts({ workspaceRoot, files: [...hashes.keys()].filter(hasFacts), hashes });
  const { namespace } = normalizePluginOptions(options, {
    packageName: rootPackageName(facts),
    folder: basename(workspaceRoot),
  });
  const hasFile = (file: string) => hashes.has(file);
  const list = folderIndex(hashes.keys());
  const model = workspaceModel(facts, names, { namespace, hasFile, list });
  // What is wrong was said with the nodes.
  return { answer: projectEdges(model, names), sources: facts.keys(), isClean: true };
}
