import type { BuilderNodes } from '../../engine/builder-nodes';
import { engineOf } from '../../engine/engine-of';
import { DEFAULT_ENGINE } from '../../images/options/engine-capabilities';
import { parseBuilders } from '../../images/options/parse-builders';
import type { BuildTask } from '../build-task';
import { type BuildContext, engineClient } from '../run-context';
import type { RunFacts } from '../run-plan';
import { namedEngines } from './engine-problems';

/**
 * Returns the facts with what a run's engine says of its builder, where tasks name platforms. All other plans are the
 * same whatever it says, and their runs are spared the question.
 */
export async function withBuilder(
  tasks: readonly BuildTask[],
  facts: RunFacts,
  context: BuildContext,
): Promise<RunFacts> {
  if (tasks.every(({ options }) => !options.platforms?.length)) return facts;
  const [builder, ...spare] = parseBuilders(
    tasks.flatMap(({ options }) => options.builder ?? [])[0],
  );
  const [engine = DEFAULT_ENGINE] = namedEngines(tasks);
  const client = engineClient({}, context);
  const nodes: BuilderNodes = await engineOf(engine).readNodes(builder, client);
  return {
    ...facts,
    localPlatform: nodes.platform ?? facts.localPlatform,
    // A builder that takes over may be another kind of machine.
    canCross: nodes.platform !== undefined && nodes.count === 1 && spare.length === 0,
  };
}
