import type { RunFacts } from '../src/executors/build-image/plan-run';
import { COMMON_MACHINES } from '../src/python/pep508/marker-environment';
import { readPartition } from '../src/workspace/bindings/read-partition';
import { readSeams } from '../src/workspace/bindings/read-seams';
import { readServiceTemplates } from '../src/workspace/files/read-service-templates';
import { type LockReader, lockReader } from '../src/workspace/locks/lock-reader';
import { folderIndex } from '../src/workspace/model/folder-index';
import { type Files, NAMESPACE } from './workspace-files';
import { namesOf, workspaceOf } from './workspace-of';

/** Stands in for the lock: every slice says whose it is. */
const namedSlice: LockReader = (_, selection) => ({
  problems: [],
  packages: () => [],
  slice: () => ({
    files: { 'uv.lock': `# of ${selection.package}\n`, 'pyproject.toml': '' },
    problems: [],
  }),
});

/**
 * What a run is planned from, for a workspace that is nothing but texts. Every folder with a
 * project.json or pyproject.toml is an Nx project named like the folder.
 */
export function runFactsOf(files: Files, readLock: LockReader = namedSlice): RunFacts {
  const workspace = workspaceOf(files);
  const list = folderIndex(Object.keys(files));
  const read = (file: string): string | undefined => files[file];
  const readers = {
    ...{ read, readLock, templates: readServiceTemplates() },
    hasFile: (path: string) => path in files || list(path).length > 0,
    layers: readPartition(read),
    machines: COMMON_MACHINES,
  };
  const rootByName = new Map([...namesOf(files)].map(([root, name]) => [name, root]));
  return {
    workspace,
    layers: readers.layers,
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
    git: { versions: new Map(), notes: [] },
    naming: { namespace: NAMESPACE, tags: [], repositories: [], revision: {} },
  };
}

/** The same for a workspace whose texts have locks among them. */
export function lockedRunFactsOf(files: Files): RunFacts {
  const read = (file: string): string | undefined => files[file];
  return runFactsOf(files, lockReader({ read, workspace: workspaceOf(files) }));
}
