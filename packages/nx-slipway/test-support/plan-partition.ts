import { planSharedLayers } from '../src/generators/shared-layers/plan-shared-layers';
import { readSharedLayersFacts } from '../src/generators/shared-layers/read-shared-layers-facts';
import { formatPartition } from '../src/images/shared-layers/format-partition';
import { textReader } from '../src/workspace/files/text-reader';
import { readExecutorWorkspace } from '../src/workspace/model/read-executor-workspace';
import type { GroupHolders } from './group-layers';
import { executorContext, type RealWorkspace } from './real-workspace';

/** A partition that the planner makes for a workspace. */
export interface PlannedPartition {
  readonly text: string;
  readonly holders: GroupHolders;
}

/** Plans the partition of a workspace whose images share something. */
export async function planPartition({ root, namespace }: RealWorkspace): Promise<PlannedPartition> {
  const { workspace } = await readExecutorWorkspace(executorContext(root, namespace));
  const facts = readSharedLayersFacts(workspace, textReader(root));
  const { partition, after } = planSharedLayers(facts);
  if (!partition) throw new Error('the images share nothing');
  const groups = [...partition.stacks.values()].flat();
  const holders = groups.map(({ name }) => {
    const images = after.images.filter(({ layers }) => layers.some((layer) => layer.name === name));
    return [name, images.map(({ id }) => id)] as const;
  });
  return { text: formatPartition(partition), holders: Object.fromEntries(holders) };
}
