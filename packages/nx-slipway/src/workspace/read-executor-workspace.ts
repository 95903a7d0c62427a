import type { ExecutorContext } from '@nx/devkit';
import type { NormalizedPluginOptions } from './plugin-options';
import { readPluginOptions } from './read-plugin-options';
import { readRootManifest } from './read-root-manifest';
import { readWorkspace } from './read-workspace';
import type { WorkspaceModel } from './workspace-model';

/** The workspace as an executor sees it. */
export interface ExecutorWorkspace {
  readonly workspace: WorkspaceModel;
  /** Folder of a project, relative to the workspace root. */
  readonly rootOf: (project: string) => string;
  /** Whether images share layers of third-party packages. */
  readonly sharesLayers: boolean;
  /** What nx.json says of the names of images. */
  readonly naming: Pick<NormalizedPluginOptions, 'namespace' | 'tags' | 'repositories'>;
  /** URL of the repository, where the workspace's package.json names one. */
  readonly source?: string;
}

/** Reads the workspace an executor runs in. */
export function readExecutorWorkspace(context: ExecutorContext): ExecutorWorkspace {
  const { root: workspaceRoot, projectsConfigurations } = context;
  const { projects } = projectsConfigurations;
  const { source } = readRootManifest(workspaceRoot);
  const { namespace, sharedLayers, tags, repositories } = readPluginOptions(context);
  const names = new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
  return {
    workspace: readWorkspace(workspaceRoot, names, namespace),
    sharesLayers: sharedLayers,
    naming: { namespace, tags, repositories },
    rootOf: (project) => projects[project]?.root ?? project,
    ...(source && { source }),
  };
}
