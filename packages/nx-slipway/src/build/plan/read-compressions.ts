import { engineOf } from '../../engine/engine-of';
import { type Compression, needsCompression } from '../../images/options/compression';
import { DEFAULT_ENGINE } from '../../images/options/engine-capabilities';
import { parseBuilders } from '../../images/options/parse-builders';
import type { BuildTask } from '../build-task';
import { type BuildContext, engineClient } from '../run-context';
import { namedEngines } from './engine-problems';

/**
 * What all builders of a run compress layers with. Undefined where no task depends on it: an engine call that other runs
 * are spared.
 */
export async function readCompressions(
  tasks: readonly BuildTask[],
  context: BuildContext,
): Promise<readonly Compression[] | undefined> {
  if (!tasks.some(({ options }) => needsCompression(options))) return undefined;
  const [engine = DEFAULT_ENGINE] = namedEngines(tasks);
  const { readCompressions: read } = engineOf(engine);
  const client = engineClient({}, context);
  const builders = parseBuilders(tasks.flatMap(({ options }) => options.builder ?? [])[0]);
  const [first = [], ...others] = await Promise.all(
    (builders.length > 0 ? builders : [undefined]).map((builder) => read(builder, client)),
  );
  return first.filter((each) => others.every((other) => other.includes(each)));
}
