import { posix } from 'node:path';
import { collectFacts } from '../src/workspace/model/collect-facts';
import { hasFacts } from '../src/workspace/model/file-facts';
import { folderIndex } from '../src/workspace/model/folder-index';
import { type WorkspaceModel, workspaceModel } from '../src/workspace/model/workspace-model';
import { type Files, NAMESPACE } from './workspace-files';

/** Names of Nx projects by folder: each with a project.json or pyproject.toml is named like it. */
export function namesOf(files: Files): ReadonlyMap<string, string> {
  const roots = Object.keys(files)
    .filter((file) => /\/(project\.json|pyproject\.toml)$/.test(file))
    .map((file) => posix.dirname(file));
  return new Map(roots.map((root) => [root, posix.basename(root)]));
}

/** The model of a workspace that is nothing but texts, with a uv.lock in its root. */
export function workspaceOf(files: Files): WorkspaceModel {
  const read = (file: string): string => {
    const text = files[file];
    if (text === undefined) throw new Error(`there is no ${file}`);
    return text;
  };
  const { facts } = collectFacts(Object.keys(files).filter(hasFacts), new Map(), new Map(), read);
  return workspaceModel(facts, namesOf(files), {
    namespace: NAMESPACE,
    hasFile: (file) => file in files || file === 'uv.lock',
    list: folderIndex(Object.keys(files)),
  });
}
