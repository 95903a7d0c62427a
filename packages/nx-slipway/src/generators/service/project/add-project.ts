import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { InstallerName } from '../../../python/pyproject/python-project';
import { bytesOf, withoutMark } from '../../../workspace/files/file-text';
import { readTemplate } from '../../../workspace/files/read-template';
import {
  readTreeWorkspace,
  type TreeWorkspace,
} from '../../../workspace/model/read-tree-workspace';
import { applyEdits } from '../../apply-edits';
import { inStyleOf } from '../../text-style';
import type { ChosenStack } from '../choose-stack';
import type { ServiceOptions } from '../service-options';
import { chooseRequiresPython } from './choose-requires-python';
import { joinWorkspace } from './join-workspace';
import { leaveUvWorkspace } from './leave-workspace';
import { type ProjectRole, planProject } from './plan-project';

/** A new project: its name and place, and what its image will be. */
export interface NewProject {
  readonly name: string;
  readonly directory: string;
  readonly role: ProjectRole;
  readonly installer: InstallerName;
  readonly stack: ChosenStack;
}

/**
 * Writes a new Python project, and with uv makes it a member of the workspace of the root; with others
 * it stays out, also where a glob of that workspace covers it.
 *
 * @returns the workspace after
 */
export async function addProject(
  tree: Tree,
  { name, directory, role, installer, stack }: NewProject,
  { options, workspace }: { readonly options: ServiceOptions; readonly workspace: TreeWorkspace },
): Promise<TreeWorkspace> {
  const { model, read, list } = workspace;
  const { python } = stack;
  applyEdits(
    tree,
    planProject(options, {
      name,
      directory,
      role,
      installer,
      requiresPython: chooseRequiresPython(model.python.values(), {
        lockDir: installer === 'uv' ? '.' : directory,
        ...(python !== undefined && { python }),
      }),
      buildTarget: workspace.options.buildTargetName,
      runTarget: workspace.options.runTargetName,
      template: (path) => readTemplate(`service/files/project/${path}`),
    }),
  );
  if (installer !== 'uv') {
    await leaveUvWorkspace(tree, directory);
    return await readTreeWorkspace(tree, new Map([[directory, installer]]));
  }
  const root = read('pyproject.toml');
  const joined = await readTreeWorkspace(tree);
  if (joined.model.python.get(directory)?.lockDir !== directory) return joined;
  const holdsProjectsOnly = (folder: string): boolean =>
    list(folder)
      .filter((entry) => !tree.isFile(posix.join(folder, entry)))
      .every((entry) => tree.exists(posix.join(folder, entry, 'pyproject.toml')));
  const after = joinWorkspace({
    directory,
    holdsProjectsOnly,
    ...(root !== undefined && { root: withoutMark(root) }),
  });
  tree.write('pyproject.toml', bytesOf(inStyleOf(root, after)));
  return await readTreeWorkspace(tree);
}
