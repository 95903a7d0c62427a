import type { ExecutorContext } from '@nx/devkit';
import type { FindSettings, ImageSetting } from '../../images/model/image-setting';
import { cachedByInputs } from '../cache/cached-by-inputs';
import type { NormalizedPluginOptions } from '../options/plugin-options';
import { readPluginOptions } from '../options/read-plugin-options';
import { readRootManifest } from '../options/read-root-manifest';
import type { WorkspaceModel } from './workspace-model';

/** The workspace as an executor sees it. */
export interface ExecutorWorkspace {
  readonly workspace: WorkspaceModel;
  /** Another one whenever the workspace is another one. */
  readonly state: string;
  /** Folders by project, relative to the workspace root. */
  readonly projectRoots: ReadonlyMap<string, string>;
  /** Whether images share layers of third-party packages. */
  readonly sharesLayers: boolean;
  /** What nx.json says of the names of images. */
  readonly naming: Pick<NormalizedPluginOptions, 'namespace' | 'tags' | 'repositories'>;
  /** URL of the repository, where the workspace's package.json names one. */
  readonly source?: string;
}

/** What a task asks of the images of its project, or of one of them. */
export interface TargetSetting {
  readonly project: string;
  /** Name of the one image; absent for all of the project. */
  readonly image?: string;
  readonly setting: ImageSetting;
}

/** Reads the workspace an executor runs in. @param settingsOfTargets of two tasks for one image the first counts */
export async function readExecutorWorkspace(
  context: ExecutorContext,
  settingsOfTargets: readonly TargetSetting[] = [],
): Promise<ExecutorWorkspace> {
  const { root: workspaceRoot, projectsConfigurations } = context;
  const { projects } = projectsConfigurations;
  const { source } = readRootManifest(workspaceRoot);
  const { namespace, sharedLayers, tags, repositories } = readPluginOptions(context);
  const names = new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
  const settings = [[...names], namespace, settingsOfTargets];
  const findSettings: FindSettings = ({ project, name }) => {
    const own = settingsOfTargets.find(
      (each) => each.project === project && (each.image === undefined || each.image === name),
    );
    return own && Object.keys(own.setting).length > 0 ? [own.setting] : [];
  };
  const { value: workspace, state } = await cachedByInputs<WorkspaceModel>(
    { topic: 'workspace', workspaceRoot, settings },
    async (reader, known) => {
      if (known) return known;
      // Loaded where it is needed: mostly nothing has changed.
      const { readWorkspace } = await import('./read-workspace.js');
      return readWorkspace(reader, names, { namespace, findSettings });
    },
  );
  return {
    workspace,
    state,
    sharesLayers: sharedLayers,
    naming: { namespace, tags, repositories },
    projectRoots: new Map(Object.entries(projects).map(([name, { root }]) => [name, root])),
    ...(source && { source }),
  };
}
