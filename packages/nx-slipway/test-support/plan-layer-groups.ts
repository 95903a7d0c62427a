import { planSharedLayers } from '../src/generators/shared-layers/plan-shared-layers';
import { readSharedLayersFacts } from '../src/generators/shared-layers/read-shared-layers-facts';
import { formatLayerGroups } from '../src/images/shared-layers/format-layer-groups';
import { textReader } from '../src/workspace/files/text-reader';
import { readExecutorWorkspace } from '../src/workspace/model/read-executor-workspace';
import type { GroupHolders } from './group-layers';
import { executorContext, type RealWorkspace } from './real-workspace';

/** Layer groups that the planner makes for a workspace. */
export interface PlannedLayerGroups {
  readonly text: string;
  readonly holders: GroupHolders;
}

/** Plans the layer groups of a workspace whose images share something. */
export async function planLayerGroups({
  root,
  namespace,
}: RealWorkspace): Promise<PlannedLayerGroups> {
  const { workspace } = await readExecutorWorkspace(executorContext(root, namespace));
  const facts = readSharedLayersFacts(workspace, textReader(root));
  const { layerGroups, after } = planSharedLayers(facts);
  if (!layerGroups) throw new Error('the images share nothing');
  const groups = [...layerGroups.stacks.values()].flat();
  const holders = groups.map(({ name }) => {
    const images = after.images.filter(({ layers }) => layers.some((layer) => layer.name === name));
    return [name, images.map(({ id }) => id)] as const;
  });
  return { text: formatLayerGroups(layerGroups), holders: Object.fromEntries(holders) };
}
