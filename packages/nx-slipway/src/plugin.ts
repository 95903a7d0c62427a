import { basename } from 'node:path';
import type { CreateDependencies, CreateNodes } from '@nx/devkit';
import { DOCKERFILE_NAMES } from './dockerfile/dockerfile-name';
import { cachedByHashes } from './workspace/cache/cached-by-hashes';
import { fileHashes } from './workspace/model/file-hashes';
import { isReleasing } from './workspace/nx/is-releasing';
import type { PluginOptions } from './workspace/options/check-plugin-options';
import { requireSupportedNx } from './workspace/options/require-supported-nx';

// What reads Dockerfiles and pyprojects is loaded where it is needed: mostly nothing of them has changed.

export const name = 'nx-slipway';

/** Projects for pyproject.toml files, and the targets of their images and of stacks. */
export const createNodes: CreateNodes<PluginOptions> = [
  `**/{${DOCKERFILE_NAMES},pyproject.toml,requirements.txt,requirements-*.txt}`,
  async (configFiles, options, { workspaceRoot, nxJsonConfiguration }) => {
    // Here and not while the plugin loads: Nx 22.5 shows what is thrown then as [object Object].
    requireSupportedNx();
    const hashes = await fileHashes(workspaceRoot);
    const { targetDefaults } = nxJsonConfiguration;
    const question = {
      ...{ configFiles, options, targetDefaults },
      isReleasing: isReleasing(nxJsonConfiguration),
    };
    const settings = { ...question, folder: basename(workspaceRoot) };
    return cachedByHashes({ topic: 'nodes', workspaceRoot, settings, hashes }, async () => {
      const {
        inferNodes,
      }: typeof import('./workspace/nx/infer-nodes') = require('./workspace/nx/infer-nodes');
      const {
        prepareFacts,
      }: typeof import('./workspace/model/read-facts') = require('./workspace/model/read-facts');
      await prepareFacts({ workspaceRoot, files: configFiles, hashes });
      return inferNodes({ workspaceRoot, hashes, ...question });
    });
  },
];

/** The name Nx loaded this under before version 22. */
export const createNodesV2 = createNodes;

/** Edges from Dockerfiles to the images they are built from, and between Python projects. */
export const createDependencies: CreateDependencies<PluginOptions> = (options, context) => {
  const { workspaceRoot, fileMap, projects, nxJsonConfiguration } = context;
  const { targetDefaults } = nxJsonConfiguration;
  const files = [fileMap.nonProjectFiles, ...Object.values(fileMap.projectFileMap)].flat();
  const hashes = new Map(files.map(({ file, hash }) => [file, hash]));
  const named = Object.entries(projects).map(([name, { root }]) => [root, name] as const);
  const settings = { options, targetDefaults, named, folder: basename(workspaceRoot) };
  return cachedByHashes({ topic: 'edges', workspaceRoot, settings, hashes }, () => {
    const {
      inferEdges,
    }: typeof import('./workspace/nx/infer-edges') = require('./workspace/nx/infer-edges');
    return inferEdges({ workspaceRoot, options, targetDefaults, names: new Map(named), hashes });
  });
};
