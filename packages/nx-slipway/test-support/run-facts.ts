import { posix } from 'node:path';
import type { RunFacts } from '../src/executors/build-image/plan-run';
import { collectFacts } from '../src/workspace/collect-facts';
import { hasFacts } from '../src/workspace/file-facts';
import { folderIndex } from '../src/workspace/folder-index';
import type { LockReader } from '../src/workspace/lock-reader';
import { readSeams } from '../src/workspace/read-seams';
import { readServiceTemplates } from '../src/workspace/read-service-templates';
import { workspaceModel } from '../src/workspace/workspace-model';
import { type Files, NAMESPACE } from './workspace-files';

/** Stands in for the lock: every slice says whose it is. */
const namedSlice: LockReader = (_, selection) => ({
  files: { 'uv.lock': `# of ${selection.package}\n`, 'pyproject.toml': '' },
  problems: [],
});

/**
 * What a run is planned from, for a workspace that is nothing but texts. Every folder with a
 * project.json or pyproject.toml is an Nx project named like the folder.
 */
export function runFactsOf(files: Files, readLock: LockReader = namedSlice): RunFacts {
  const read = (file: string): string => {
    const text = files[file];
    if (text === undefined) throw new Error(`there is no ${file}`);
    return text;
  };
  const { facts } = collectFacts(Object.keys(files).filter(hasFacts), new Map(), new Map(), read);
  const roots = Object.keys(files)
    .filter((file) => /\/(project\.json|pyproject\.toml)$/.test(file))
    .map((file) => posix.dirname(file));
  const names = new Map(roots.map((root) => [root, posix.basename(root)]));
  const list = folderIndex(Object.keys(files));
  const workspace = workspaceModel(facts, names, {
    namespace: NAMESPACE,
    hasFile: (file) => file in files || file === 'uv.lock',
    list,
  });
  const readers = { workspaceRoot: '/nowhere', readLock, templates: readServiceTemplates() };
  const rootByName = new Map([...names].map(([root, name]) => [name, root]));
  return {
    workspace,
    seams: new Map(
      [...workspace.images.catalogue.images.values()].map((image) => [
        image.id,
        readSeams(image, workspace, readers),
      ]),
    ),
    secrets: () => [],
    isFolder: (path) => list(path).length > 0,
    rootOf: (project) => rootByName.get(project) ?? project,
    localPlatform: 'linux/amd64',
  };
}
