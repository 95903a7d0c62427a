import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { ImageModel } from '../../images/model/image-model';
import { editReferences } from '../../images/references/edit-references';
import { ProblemsError } from '../../problems/problems-error';
import { readTreeWorkspace, type TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { projectAt } from '../project-at';
import { treeText } from '../tree-text';
import type { PlannedMove } from './check-move';
import { renameInHead } from './edit-dockerfile';
import { editJsonNames, setProjectName } from './edit-project-json';
import type { KeptFile } from './kept-files';
import { movedPath } from './move';

/**
 * Gives a project that has been moved the name it is to have, and edits what names it or its images. Its own
 * project.json holds the name where no other file gives it.
 *
 * @param old the workspace before the move
 * @returns references of its images before, each with the one it has now
 */
export async function renameProject(
  tree: Tree,
  move: PlannedMove,
  { files, old }: { readonly files: readonly KeptFile[]; readonly old: TreeWorkspace },
): Promise<ReadonlyMap<string, string>> {
  const { to, before, after } = move;
  const { read, write } = treeText(tree);
  let workspace = await readTreeWorkspace(tree);
  if (projectAt(workspace.projects, to) !== after) {
    const file = posix.join(to, 'project.json');
    write(file, setProjectName(read(file), after));
    workspace = await readTreeWorkspace(tree);
  }
  const { model, projects } = workspace;
  if (projects.get(after) !== to) {
    const root = projects.get(after) ?? to;
    throw new ProblemsError([{ kind: 'name-taken', name: after, place: { file: root } }]);
  }
  if (before === after) return new Map();
  const references = changedReferences(move, old.model.images, model.images);
  for (const { file, link } of files) {
    const path = movedPath(file, move);
    if (link !== undefined || !/(?:^|\/)(?:project|nx|package)\.json$/.test(file)) continue;
    edit(path, (text) => editJsonNames(text, before, after));
  }
  for (const [file, dockerfile] of model.images.catalogue.dockerfiles) {
    edit(file, (text) => {
      const edited = editReferences(text, dockerfile.stages, references);
      return posix.dirname(file) === to ? renameInHead(edited, before, after) : edited;
    });
  }
  return references;

  function edit(file: string, change: (text: string) => string): void {
    const text = read(file);
    const edited = text === undefined ? text : change(text);
    if (edited !== undefined && edited !== text) write(file, edited);
  }
}

/** A project's images before and after have the same stage of the same Dockerfile. */
function changedReferences(
  move: PlannedMove,
  { catalogue }: ImageModel,
  { catalogue: now }: ImageModel,
): ReadonlyMap<string, string> {
  return new Map(
    [...catalogue.images.values()].flatMap((image): [string, string][] => {
      const dockerfile = movedPath(image.dockerfile, move);
      const same = [...now.images.values()].find(
        (each) =>
          each.dockerfile === dockerfile && each.name === image.name && each.stage === image.stage,
      );
      return movedPath(image.root, move) !== move.to || !same || same.reference === image.reference
        ? []
        : [[image.reference, same.reference]];
    }),
  );
}
