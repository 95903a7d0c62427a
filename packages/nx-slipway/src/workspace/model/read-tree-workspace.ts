import { basename } from 'node:path';
import { getProjects, globAsync, readNxJson, type Tree } from '@nx/devkit';
import { DOCKERFILE_NAMES } from '../../dockerfile/dockerfile-name';
import { projectNames } from '../../images/model/project-names';
import { ProblemsError } from '../../problems/problems-error';
import type { InstallerName } from '../../python/pyproject/python-project';
import { textOf } from '../files/file-text';
import { checkPluginOptions } from '../options/check-plugin-options';
import {
  type NormalizedPluginOptions,
  normalizePluginOptions,
  pluginOptionsOf,
} from '../options/plugin-options';
import { requireSupportedNx } from '../options/require-supported-nx';
import { collectFacts } from './collect-facts';
import { configuredSettings } from './configured-settings';
import { type FileFacts, hasFacts } from './file-facts';
import { rootPackageName, workspaceFolders } from './workspace-folders';
import { type WorkspaceModel, workspaceModel } from './workspace-model';

/** A workspace as a generator sees it: the files on disk with the changes made so far. */
export interface TreeWorkspace {
  readonly options: NormalizedPluginOptions;
  readonly model: WorkspaceModel;
  /** Nx projects, ours and others', by name: their folders. */
  readonly projects: ReadonlyMap<string, string>;
  /**
   * Text of a file by its path relative to the workspace root, as `textOf` has it: `bytesOf` gives back every byte.
   * Undefined without one.
   */
  readonly read: (file: string) => string | undefined;
  /** Names of what lies in a folder; none where there is no folder. */
  readonly list: (folder: string) => readonly string[];
}

/**
 * Reads what the generators plan with out of Nx's tree.
 *
 * @param chosen installers by the project's folder, over those that Dockerfiles call
 * @throws {ProblemsError} where an option in nx.json is not valid, or Nx is too old: what it then does with the tree
 *   nobody has tried
 */
export async function readTreeWorkspace(
  tree: Tree,
  chosen: ReadonlyMap<string, InstallerName> = new Map(),
): Promise<TreeWorkspace> {
  requireSupportedNx();
  const read = (file: string): string | undefined => {
    const bytes = tree.read(file);
    return bytes === null ? undefined : textOf(bytes);
  };
  const facts = await readFacts(tree);
  const nxJson = readNxJson(tree) ?? {};
  const written = pluginOptionsOf(nxJson);
  const problems = checkPluginOptions(written, read('nx.json'));
  if (problems.length > 0) throw new ProblemsError(problems);
  const options = normalizePluginOptions(written, {
    packageName: rootPackageName(facts),
    folder: basename(tree.root),
  });
  const { folders, others, foreign } = workspaceFolders(facts);
  const { names } = projectNames([...folders, ...others], foreign);
  const hasFile = (file: string): boolean => tree.exists(file);
  const list = (folder: string): readonly string[] =>
    tree.exists(folder) ? tree.children(folder) : [];
  return {
    options,
    model: workspaceModel(facts, names, {
      ...{ namespace: options.namespace, hasFile, read, list, chosen },
      findSettings: configuredSettings({
        facts,
        targetDefaults: nxJson.targetDefaults,
        targetNames: options,
      }),
    }),
    projects: new Map([
      ...[...getProjects(tree)].map(([name, { root }]): [string, string] => [name, root]),
      ...[...names].map(([root, name]): [string, string] => [name, root]),
    ]),
    read,
    list,
  };
}

async function readFacts(tree: Tree): Promise<ReadonlyMap<string, FileFacts>> {
  const files = await globAsync(tree, [
    `**/{${DOCKERFILE_NAMES},pyproject.toml,requirements.txt,requirements-*.txt,project.json,package.json}`,
  ]);
  return collectFacts(files.filter(hasFacts).sort(), new Map(), new Map(), (file) => {
    const text = tree.read(file, 'utf8');
    if (text === null) throw new Error(`${file} is gone`);
    return text;
  }).facts;
}
