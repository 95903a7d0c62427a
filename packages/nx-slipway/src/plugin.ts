import { basename } from 'node:path';
import type { CreateDependencies, CreateNodes } from '@nx/devkit';
import { projectNames } from './images/project-names';
import { hasFacts } from './workspace/file-facts';
import { fileHashes } from './workspace/file-hashes';
import { folderIndex } from './workspace/folder-index';
import { isReleasing } from './workspace/is-releasing';
import { normalizePluginOptions, type PluginOptions } from './workspace/plugin-options';
import { projectEdges } from './workspace/project-edges';
import { projectNodes } from './workspace/project-nodes';
import { readFacts } from './workspace/read-facts';
import { reportProblems } from './workspace/report-problems';
import { requireSupportedNx } from './workspace/require-supported-nx';
import { rootPackageName, workspaceFolders } from './workspace/workspace-folders';
import { workspaceModel } from './workspace/workspace-model';

export const name = 'nx-slipway';

/** Projects for pyproject.toml files, and the targets of their images and of stacks. */
export const createNodes: CreateNodes<PluginOptions> = [
  '**/{Dockerfile,*.Dockerfile,*.dockerfile,pyproject.toml,requirements.txt,requirements-*.txt}',
  async (configFiles, options, { workspaceRoot, nxJsonConfiguration }) => {
    // Here and not while the plugin loads: Nx 22.5 shows what is thrown then as [object Object].
    requireSupportedNx();
    const hashes = await fileHashes(workspaceRoot);
    const manifests = [...hashes.keys()].filter((file) => file.endsWith('.json'));
    const files = [...configFiles, ...manifests].filter(hasFacts);
    const facts = readFacts({ workspaceRoot, files, hashes });
    const settings = settingsOf(options, workspaceRoot, rootPackageName(facts));
    const { folders, others, foreign } = workspaceFolders(facts);
    const { names, renamed } = projectNames([...folders, ...others], foreign);
    const hasFile = (file: string) => hashes.has(file);
    const list = folderIndex(hashes.keys());
    const model = workspaceModel(facts, names, { namespace: settings.namespace, hasFile, list });
    reportProblems([
      ...model.problems,
      ...renamed.map(({ folder: { file }, name, wanted }) => ({
        kind: 'project-name-taken' as const,
        place: { file },
        name,
        wanted,
      })),
    ]);
    const referred = others.filter(({ root }) => model.images.byRoot.has(root));
    return projectNodes([...folders, ...referred], {
      model,
      names,
      targetNames: settings,
      isReleasing: isReleasing(nxJsonConfiguration),
      hasFile,
    });
  },
];

/** The name Nx loaded this under before version 22. */
export const createNodesV2 = createNodes;

/** Edges from Dockerfiles to the images they are built from, and between Python projects. */
export const createDependencies: CreateDependencies<PluginOptions> = (options, context) => {
  const { workspaceRoot, fileMap } = context;
  const all = [fileMap.nonProjectFiles, ...Object.values(fileMap.projectFileMap)].flat();
  const hashes = new Map(all.map(({ file, hash }) => [file, hash]));
  const files = [...hashes.keys()].filter(hasFacts);
  const facts = readFacts({ workspaceRoot, files, hashes });
  const { namespace } = settingsOf(options, workspaceRoot, rootPackageName(facts));
  const names = new Map(Object.entries(context.projects).map(([name, { root }]) => [root, name]));
  const hasFile = (file: string) => hashes.has(file);
  const list = folderIndex(hashes.keys());
  return projectEdges(workspaceModel(facts, names, { namespace, hasFile, list }), names);
};

function settingsOf(options: PluginOptions | undefined, root: string, packageName?: string) {
  return normalizePluginOptions(options, { packageName, folder: basename(root) });
}
