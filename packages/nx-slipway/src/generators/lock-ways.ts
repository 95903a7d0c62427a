import { isInstalled } from '../process/is-installed';
import type { LockWays } from '../workspace/locks/with-relock';
import type { TreeWorkspace } from '../workspace/model/read-tree-workspace';
import { projectAt } from './project-at';

/** Returns who can lock in a workspace, for what generators say of locks. */
export function lockWays({
  model: { python },
  projects,
  options: { lockTargetName },
}: Pick<TreeWorkspace, 'model' | 'projects' | 'options'>): LockWays {
  return {
    python,
    nameOf: (root) => projectAt(projects, root),
    lockTarget: (name) =>
      python.get(projects.get(name) ?? '')?.installer === 'pip' ? undefined : lockTargetName,
    isInstalled: (program) => isInstalled(program),
  };
}
