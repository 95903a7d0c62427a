import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileFacts } from './file-facts';
import { folderEntries } from './folder-entries';
import { listWorkspaceFiles } from './list-workspace-files';
import { type WorkspaceModel, workspaceModel } from './workspace-model';

/**
 * Reads the Python projects and images of a workspace from disk.
 *
 * @param names of Nx projects by folder; these folders and the root are looked into
 * @param namespace what stands before each image's name
 */
export function readWorkspace(
  workspaceRoot: string,
  names: ReadonlyMap<string, string>,
  namespace: string,
): WorkspaceModel {
  const files = listWorkspaceFiles(workspaceRoot, [...new Set(['.', ...names.keys()])]);
  const facts = new Map(
    files.flatMap((file) => {
      const found = readFileFacts(file, () => readFileSync(join(workspaceRoot, file), 'utf8'));
      return found ? [[file, found]] : [];
    }),
  );
  return workspaceModel(facts, names, {
    namespace,
    hasFile: (file) => existsSync(join(workspaceRoot, file)),
    list: (folder) => folderEntries(join(workspaceRoot, folder)).map(({ name }) => name),
  });
}
