import { posix } from 'node:path';
import type { FindSettings } from '../../images/model/image-setting';
import { listWorkspaceFiles } from '../files/list-workspace-files';
import type { WorkspaceReader } from '../files/workspace-reader';
import { collectFacts } from './collect-facts';
import { type WorkspaceModel, workspaceModel } from './workspace-model';

/**
 * Reads the Python projects and images of a workspace.
 *
 * @param names of Nx projects by folder; these folders are looked into and all they lie in, where the
 *   workspaces of their locks are declared
 * @param options.namespace what stands before each image's name
 * @param options.findSettings the ways in which images are asked for
 */
export function readWorkspace(
  reader: WorkspaceReader,
  names: ReadonlyMap<string, string>,
  { namespace, findSettings }: { readonly namespace: string; readonly findSettings?: FindSettings },
): WorkspaceModel {
  const folders = new Set([...names.keys()].flatMap(withParents));
  const files = listWorkspaceFiles(reader, [...folders]);
  const { facts } = collectFacts(files, new Map(), new Map(), (file) => {
    const text = reader.read(file);
    if (text === undefined) throw new Error(`${file} is gone`);
    return text;
  });
  return workspaceModel(facts, names, {
    namespace,
    ...(findSettings && { findSettings }),
    hasFile: reader.hasFile,
    read: reader.read,
    list: (folder) => reader.list(folder).map(({ name }) => name),
  });
}

/** A folder and those it lies in, up to the root of the workspace. */
function withParents(folder: string): readonly string[] {
  return folder === '.' ? [folder] : [folder, ...withParents(posix.dirname(folder))];
}
