import type { Tree } from '@nx/devkit';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { applyEdits } from '../apply-edits';
import { chooseEdits } from '../choose-edits';
import { planIgnoreFiles } from './plan-ignore-files';

/** Writes the ignore files that are not as the project graph has them. @returns their paths */
export async function syncIgnoreFiles(tree: Tree): Promise<readonly string[]> {
  const { model, projects, read, list } = await readTreeWorkspace(tree);
  const planned = planIgnoreFiles({
    dockerfiles: model.images.catalogue.dockerfiles.values(),
    python: model.python,
    lockRoots: model.lockRoots,
    roots: new Set(projects.values()),
    read,
    list,
    problems: model.problems,
  });
  const { edits } = chooseEdits(planned, read);
  applyEdits(tree, edits);
  return edits.map(({ file }) => file);
}
