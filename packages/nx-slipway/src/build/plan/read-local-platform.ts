import { engineOf } from '../../engine/engine-of';
import { DEFAULT_ENGINE } from '../../images/options/engine-capabilities';
import { parseBuilders } from '../../images/options/parse-builders';
import type { BuildTask } from '../build-task';
import { type BuildContext, engineClient } from '../run-context';
import type { RunFacts } from '../run-plan';
import { namedEngines } from './engine-problems';

/** What a run's engine builds for where no platform is named: as it says where that matters, else as facts have it. */
export async function readLocalPlatform(
  tasks: readonly BuildTask[],
  facts: RunFacts,
  context: BuildContext,
): Promise<string> {
  if (!isDeciding(tasks, facts)) return facts.localPlatform;
  const [builder] = parseBuilders(tasks.flatMap(({ options }) => options.builder ?? [])[0]);
  const [engine = DEFAULT_ENGINE] = namedEngines(tasks);
  const client = engineClient({}, context);
  return (await engineOf(engine).readNativePlatform(builder, client)) ?? facts.localPlatform;
}

/**
 * Whether it matters to a plan which platform the builder's own is: where some images name platforms,
 * and others are for the builder's own or have a stage that is. An engine call that other runs are spared.
 */
function isDeciding(tasks: readonly BuildTask[], { workspace }: RunFacts): boolean {
  const named = tasks.filter(({ options }) => options.platforms?.length);
  const stages = [...workspace.images.catalogue.dockerfiles.values()].flatMap(
    (each) => each.stages,
  );
  return (
    named.length > 0 &&
    (named.length < tasks.length ||
      stages.some(({ platform }) => platform?.includes('BUILDPLATFORM')))
  );
}
