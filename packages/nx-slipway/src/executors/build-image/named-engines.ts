import {
  DEFAULT_ENGINE,
  ENGINE_NAMES,
  type EngineName,
} from '../../images/options/engine-capabilities';
import type { BuildTask } from './build-task';

/**
 * The engines that tasks name, each once; where there is more than one, none of the tasks is built. Names of no
 * engine are left out.
 */
export function namedEngines(tasks: readonly BuildTask[]): readonly EngineName[] {
  const named = new Set(tasks.map(({ options }) => options.engine ?? DEFAULT_ENGINE));
  return ENGINE_NAMES.filter((each) => named.has(each));
}
