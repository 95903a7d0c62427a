import type { ExecutorContext } from '@nx/devkit';
import { isInstalled } from '../../process/is-installed';
import type { ReadBindings } from '../../workspace/bindings/read-bindings';
import { type LockWays, withRelock } from '../../workspace/locks/with-relock';
import type { ExecutorWorkspace } from '../../workspace/model/read-executor-workspace';

/** Gives the problems of images with their locks what a person can type in this workspace and on this machine. */
export function withLockWays(
  bindings: ReadonlyMap<string, ReadBindings>,
  { workspace, projectRoots }: Pick<ExecutorWorkspace, 'workspace' | 'projectRoots'>,
  { projectsConfigurations: { projects } }: Pick<ExecutorContext, 'projectsConfigurations'>,
): ReadonlyMap<string, ReadBindings> {
  const names = new Map([...projectRoots].map(([name, root]) => [root, name]));
  const ways: LockWays = {
    python: workspace.python,
    nameOf: (root) => names.get(root),
    lockTarget: (name) =>
      Object.entries(projects[name]?.targets ?? {}).find(
        ([, { executor }]) => executor === 'nx-slipway:lock',
      )?.[0],
    isInstalled: (program) => isInstalled(program),
  };
  return new Map(
    [...bindings].map(([id, read]) => {
      const { bindings: own } = read;
      return [
        id,
        {
          ...read,
          problems: withRelock(read.problems, ways),
          ...(own && { bindings: { ...own, notes: withRelock(own.notes, ways) } }),
        },
      ];
    }),
  );
}
