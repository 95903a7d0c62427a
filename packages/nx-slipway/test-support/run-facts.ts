import { posix } from 'node:path';
import type { RunFacts } from '../src/build/run-plan';
import { COMMON_MACHINES } from '../src/python/pep508/marker-environment';
import { readBindings } from '../src/workspace/bindings/read-bindings';
import { readLayerGroups } from '../src/workspace/bindings/read-layer-groups';
import { readServiceTemplates } from '../src/workspace/files/read-service-templates';
import { type LockReader, lockReader } from '../src/workspace/locks/lock-reader';
import { type Files, NAMESPACE } from './workspace-files';
import { namesOf, workspaceOf } from './workspace-of';

/** Replaces the lock: every slice says whose it is. */
const namedSlice: LockReader = (_, selection) => ({
  problems: [],
  check: () => [],
  asked: () => [],
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
  const folders = new Set(Object.keys(files).flatMap(foldersOf));
  const read = (file: string): string | undefined => files[file];
  const readers = {
    ...{ read, readLock, templates: readServiceTemplates() },
    hasFile: (path: string) => path in files || folders.has(path),
    layers: readLayerGroups(read),
    machines: COMMON_MACHINES,
  };
  return {
    workspace,
    layers: readers.layers,
    bindings: new Map(
      [...workspace.images.catalogue.images.values()].map((image) => [
        image.id,
        readBindings(image, workspace, readers),
      ]),
    ),
    missingSecrets: new Map(),
    contextFolders: folders,
    configuredTargets: new Map(),
    projectRoots: new Map([...namesOf(files)].map(([root, name]) => [name, root])),
    notes: [],
    localPlatform: 'linux/amd64',
    git: { versions: new Map(), notes: [] },
    naming: { namespace: NAMESPACE, tags: [], repositories: [], revision: {} },
  };
}

/** `a/b/c` is in `a/b`, `a` and `.`. */
function foldersOf(file: string): readonly string[] {
  const folder = posix.dirname(file);
  return folder === '.' ? [folder] : [folder, ...foldersOf(folder)];
}

/** The same for a workspace whose texts have locks among them. */
export function lockedRunFactsOf(files: Files): RunFacts {
  const read = (file: string): string | undefined => files[file];
  return runFactsOf(files, lockReader({ read, workspace: workspaceOf(files) }));
}
