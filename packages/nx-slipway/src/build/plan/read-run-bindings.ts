import { checkLock } from '../../engine/locking/check-lock';
import type { Image } from '../../images/model/image';
import type { RunCommand } from '../../process/run-command';
import { confirmLocks } from '../../workspace/bindings/confirm-locks';
import { readLayerGroups } from '../../workspace/bindings/read-layer-groups';
import { cachedByInputs } from '../../workspace/cache/cached-by-inputs';
import { workspaceReader } from '../../workspace/files/workspace-reader';
import type { ExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import type { RunFacts } from '../run-plan';

type RunBindings = Pick<RunFacts, 'layers' | 'bindings'>;

/** Reads the bindings of a run's images; of those that were read for an earlier run only what has changed since. */
export async function readRunBindings(
  images: readonly Image[],
  machines: readonly string[],
  {
    workspace,
    state,
    sharesLayers,
    workspaceRoot,
    run,
  }: ExecutorWorkspace & { readonly workspaceRoot: string; readonly run: RunCommand },
): Promise<RunBindings> {
  const settings = [state, machines, sharesLayers];
  const { value } = await cachedByInputs<RunBindings>(
    { topic: 'bindings', workspaceRoot, settings },
    async ({ read, hasFile }, known) => {
      const unknown = images.filter(({ id }) => !known?.bindings.has(id));
      if (known && unknown.length === 0) return known;
      const layers = known?.layers ?? (sharesLayers ? readLayerGroups(read) : { problems: [] });
      // Loaded where it is needed: mostly nothing has changed.
      const { readImageBindings } = await import('../../workspace/bindings/read-image-bindings.js');
      const added = readImageBindings(unknown, { workspace, read, hasFile, layers, machines });
      return { layers, bindings: new Map([...(known?.bindings ?? []), ...added]) };
    },
  );
  const { layers } = value;
  const bindings = await confirmLocks(value.bindings, {
    ask: (lockDir) => checkLock(workspaceRoot, lockDir, run),
    readAgain: async (ids, trusted) => {
      const { readImageBindings } = await import('../../workspace/bindings/read-image-bindings.js');
      const doubtful = images.filter(({ id }) => ids.has(id));
      const sources = { ...workspaceReader(workspaceRoot), workspace, layers, machines };
      return readImageBindings(doubtful, { ...sources, trusted });
    },
  });
  return { layers, bindings };
}
