import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { collectFacts } from './collect-facts';
import { folderEntries } from './folder-entries';
import { listWorkspaceFiles } from './list-workspace-files';
import { type WorkspaceModel, workspaceModel } from './workspace-model';

/**
 * Reads the Python projects and images of a workspace from disk.
 *
 * @param names of Nx projects by folder; these folders are looked into and all they lie in, where the
 *   workspaces of their locks are declared
 * @param namespace what stands before each image's name
 */
export function readWorkspace(
  workspaceRoot: string,
  names: ReadonlyMap<string, string>,
  namespace: string,
): WorkspaceModel {
  const folders = new Set([...names.keys()].flatMap(withParents));
  const files = listWorkspaceFiles(workspaceRoot, [...folders]);
  const { facts } = collectFacts(files, new Map(), new Map(), (file) =>
    readFileSync(join(workspaceRoot, file), 'utf8'),
  );
  return workspaceModel(facts, names, {
    namespace,
    hasFile: (file) => existsSync(join(workspaceRoot, file)),
    list: (folder) => folderEntries(join(workspaceRoot, folder)).map(({ name }) => name),
  });
}

/** A folder and those it lies in, up to the root of the workspace. */
function withParents(folder: string): readonly string[] {
  return folder === '.' ? [folder] : [folder, ...withParents(posix.dirname(folder))];
}
