import { createTaskPlanningContext } from 'nx/src/hasher/task-planning-context';
import { affectedTasks } from 'nx/src/native';
import { createTaskGraph } from 'nx/src/tasks-runner/create-task-graph';
import type { TargetInput } from '../src/images/nx/image-inputs';

const TARGET = 'build-image';

/**
 * The services that `nx affected` selects for changed files, by Nx's own planner.
 *
 * @param inputs of each service's target, by service
 * @param touched relative to the workspace root
 */
export function affectedServices(
  root: string,
  inputs: ReadonlyMap<string, readonly TargetInput[]>,
  touched: readonly string[],
): ReadonlySet<string> {
  const nodes = Object.fromEntries(
    [...inputs].map(([name, own]) => {
      const targets = {
        [TARGET]: { executor: 'nx-slipway:build-image', inputs: [...own] as never },
      };
      const data = { root: `services/${name}`, targets };
      return [name, { name, type: 'app' as const, data }];
    }),
  );
  const dependencies = Object.fromEntries([...inputs.keys()].map((name) => [name, []]));
  const graph = { nodes, dependencies, externalNodes: {} };
  const { planner, projectGraphRef } = createTaskPlanningContext(graph, {});
  const tasks = createTaskGraph(graph, {}, [...inputs.keys()], [TARGET], undefined, {}, false);
  const plans = planner.getPlansReference(Object.keys(tasks.tasks), tasks);
  const { affected } = affectedTasks(projectGraphRef, plans, tasks, [...touched], {
    workspaceRoot: root,
    targets: [TARGET],
    projectGlobPatterns: [],
    alwaysTouchedTaskIds: [],
    changedExternals: [],
    changedExternalTypes: [],
    excludedProjects: [],
    selectivelyHashTsConfig: false,
    explain: false,
  });
  return new Set(affected.map((id) => id.split(':')[0] ?? ''));
}
