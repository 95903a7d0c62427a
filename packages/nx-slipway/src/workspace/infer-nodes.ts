import { basename } from 'node:path';
import type { CreateNodesResultArray } from '@nx/devkit';
import { projectNames } from '../images/project-names';
import { hasFacts } from './file-facts';
import { folderIndex } from './folder-index';
import { normalizePluginOptions, type PluginOptions } from './plugin-options';
import { projectNodes } from './project-nodes';
import { readFacts } from './read-facts';
import type { WorkspaceAnswer } from './remember-answer';
import { reportProblems } from './report-problems';
import { rootPackageName, workspaceFolders } from './workspace-folders';
import { workspaceModel } from './workspace-model';

/** What nodes are inferred from. */
export interface NodesQuestion {
  readonly workspaceRoot: string;
  /** Files that Nx found by the plugin's pattern. */
  readonly configFiles: readonly string[];
  readonly options: PluginOptions | undefined;
  readonly isReleasing: boolean;
  /** Content hashes of all files of the workspace, by path. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** The projects of a workspace with the targets of their images. What is wrong is said as a warning. */
export function inferNodes({
  workspaceRoot,
  configFiles,
  options,
  isReleasing,
  hashes,
}: NodesQuestion): WorkspaceAnswer<CreateNodesResultArray> {
  const manifests = [...hashes.keys()].filter((file) => file.endsWith('.json'));
  const files = [...configFiles, ...manifests].filter(hasFacts);
  const facts = readFacts({ workspaceRoot, files, hashes });
  const settings = normalizePluginOptions(options, {
    packageName: rootPackageName(facts),
    folder: basename(workspaceRoot),
  });
  const { folders, others, foreign } = workspaceFolders(facts);
  const { names, renamed } = projectNames([...folders, ...others], foreign);
  const hasFile = (file: string) => hashes.has(file);
  const list = folderIndex(hashes.keys());
  const model = workspaceModel(facts, names, { namespace: settings.namespace, hasFile, list });
  const problems = [
    ...model.problems,
    ...renamed.map(({ folder: { file }, name, wanted }) => ({
      kind: 'project-name-taken' as const,
      place: { file },
      name,
      wanted,
    })),
  ];
  reportProblems(problems);
  const referred = others.filter(({ root }) => model.images.byRoot.has(root));
  const answer = projectNodes([...folders, ...referred], {
    model,
    names,
    targetNames: settings,
    isReleasing,
    hasFile,
  });
  return { answer, sources: facts.keys(), isClean: problems.length === 0 };
}
