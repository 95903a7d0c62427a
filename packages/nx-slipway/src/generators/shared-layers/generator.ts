import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { formatLayerGroups } from '../../images/shared-layers/format-layer-groups';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';
import { ProblemsError } from '../../problems/problems-error';
import { formatSharing } from '../../report/format-sharing';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { changeWorkspace, guardChanges } from '../change-workspace';
import { inStyleOf } from '../text-style';
import type { FileSources } from './check-files';
import { formatGain } from './format-gain';
import { planSharedLayers, renewSharedLayers } from './plan-shared-layers';
import { printFileConflicts } from './print-file-conflicts';
import { readSharedLayersFacts } from './read-shared-layers-facts';
import type { SharedLayersSchema } from './schema';
import { withOptions } from './with-options';

/** What `nx sync` is told of a file that is out of sync. */
interface OutOfSync {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * Groups the packages that images share. As a sync generator it does so where there is no grouping yet,
 * adds groups for packages that are in no group, and regroups only where that saves enough to build the
 * images that share once more. A sync generator asks no package index: it runs before each task.
 *
 * @param schema given where it is run as a generator, and not by `nx sync`
 * @param outside where files of wheels are known from; tests give answers of their own
 * @throws {ProblemsError} where the file there is cannot be read
 */
export default async function sharedLayersGenerator(
  tree: Tree,
  schema?: SharedLayersSchema,
  outside: Partial<FileSources> = {},
): Promise<OutOfSync | GeneratorCallback | undefined> {
  if (schema) {
    return await changeWorkspace(tree, async () => {
      await groupPackages(tree, { schema, outside });
      return undefined;
    });
  }
  const gain = await groupPackages(tree);
  guardChanges(tree);
  return gain;
}

async function groupPackages(
  tree: Tree,
  {
    schema,
    outside = {},
  }: { readonly schema?: SharedLayersSchema; readonly outside?: Partial<FileSources> } = {},
): Promise<OutOfSync | undefined> {
  const { model, options, read } = await readTreeWorkspace(tree);
  if (!options.sharedLayers) {
    if (schema) throw new ProblemsError([{ kind: 'layers-off' }]);
    return undefined;
  }
  const facts = withOptions(readSharedLayersFacts(model, read), schema);
  if (schema && facts.unread?.length) throw new ProblemsError(facts.unread);
  const plan = schema ? planSharedLayers(facts) : renewSharedLayers(facts);
  if (schema && plan) {
    logger.info(formatSharing(plan.after));
    await printFileConflicts(facts, { root: tree.root, model, read }, outside);
  }
  if (!plan?.layerGroups) return undefined;
  const before = read(LAYER_GROUPS_FILE);
  const content = inStyleOf(before, formatLayerGroups(plan.layerGroups));
  if (content === before) return undefined;
  tree.write(LAYER_GROUPS_FILE, content);
  return { outOfSyncMessage: formatGain(plan), outOfSyncDetails: [LAYER_GROUPS_FILE] };
}
