import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import {
  type NormalizedPluginOptions,
  normalizePluginOptions,
  pluginOptionsOf,
} from './plugin-options';
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
  const { root: workspaceRoot, projectsConfigurations, nxJsonConfiguration } = context;
  const { projects } = projectsConfigurations;
  const manifest = readManifest(workspaceRoot);
  const { namespace, sharedLayers, tags, repositories } = normalizePluginOptions(
    pluginOptionsOf(nxJsonConfiguration),
    { packageName: manifest.name, folder: basename(workspaceRoot) },
  );
  const names = new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
  return {
    workspace: readWorkspace(workspaceRoot, names, namespace),
    sharesLayers: sharedLayers,
    naming: { namespace, tags, repositories },
    rootOf: (project) => projects[project]?.root ?? project,
    ...(manifest.source && { source: manifest.source }),
  };
}

/** Name and repository in the workspace's package.json; it may have neither. */
function readManifest(workspaceRoot: string): {
  readonly name: string | undefined;
  readonly source?: string;
} {
  try {
    const text = readFileSync(join(workspaceRoot, 'package.json'), 'utf8');
    const { name, repository } = JSON.parse(text) as { name?: unknown; repository?: unknown };
    const url =
      typeof repository === 'object' && repository !== null && 'url' in repository
        ? repository.url
        : repository;
    return {
      name: typeof name === 'string' ? name : undefined,
      ...(typeof url === 'string' && { source: url.replace(/^git\+/, '').replace(/\.git$/, '') }),
    };
  } catch {
    return { name: undefined };
  }
}
