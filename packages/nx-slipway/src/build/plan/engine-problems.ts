import type { ImagePush } from '../../bake/push/image-push';
import { checkCapabilities } from '../../images/options/check-capabilities';
import { type Compression, needsCompression } from '../../images/options/compression';
import {
  CAPABILITIES,
  DEFAULT_ENGINE,
  ENGINE_NAMES,
  type EngineName,
} from '../../images/options/engine-capabilities';
import type { Problem } from '../../problems/problem';
import type { BuildTask } from '../build-task';
import type { TaskPlan } from '../run-plan';

/**
 * The engines that tasks name, each once; where there is more than one, none of the tasks is built. Names of no
 * engine are left out.
 */
export function namedEngines(tasks: readonly BuildTask[]): readonly EngineName[] {
  const named = new Set(tasks.map(({ options }) => options.engine ?? DEFAULT_ENGINE));
  return ENGINE_NAMES.filter((each) => named.has(each));
}

/**
 * What is wrong with the engine a task names: options of tasks are checked before, and those of the plugin in nx.json
 * are not.
 *
 * @param engines all that the run names
 */
export function engineNameProblems(
  { project, options: { engine } }: BuildTask,
  engines: readonly EngineName[],
): readonly Problem[] {
  const expected = ENGINE_NAMES.join(' or ');
  return [
    ...(engines.length > 1 ? [{ kind: 'engines-differ', engines } as const] : []),
    ...(engine === undefined || ENGINE_NAMES.includes(engine)
      ? []
      : [{ kind: 'option-invalid', project, option: 'engine', value: engine, expected } as const]),
  ];
}

/**
 * Adds to tasks what they ask for and their engine cannot do.
 *
 * @param compressions what its builders compress pushed layers with; absent where they were not asked
 */
export function withEngineProblems(
  tasks: readonly TaskPlan[],
  engine: EngineName,
  compressions?: readonly Compression[],
): readonly TaskPlan[] {
  const named = [...new Set(tasks.flatMap(({ task }) => task.options.compression ?? []))].sort();
  const platforms = [...new Set(tasks.flatMap(({ options }) => options.platforms))].sort();
  return tasks.map((planned) => {
    const { project, options: given } = planned.task;
    const request = { project, options: planned.options, given, platforms };
    const found = checkCapabilities(request, engine, CAPABILITIES[engine]);
    const differ: readonly Problem[] =
      named.length > 1 ? [{ kind: 'compressions-differ', compressions: named }] : [];
    // The first list already names what this engine cannot do at all.
    const lacks = found.length > 0 ? [] : compressionProblems(planned, compressions);
    return { ...planned, problems: [...planned.problems, ...found, ...differ, ...lacks] };
  });
}

function compressionProblems(
  { task: { project }, options }: TaskPlan,
  compressions: readonly Compression[] | undefined,
): readonly Problem[] {
  const { compression } = options;
  return compression && needsCompression(options) && compressions?.includes(compression) === false
    ? [{ kind: 'compression-unsupported', project, compression }]
    : [];
}

/** That images are pushed without what the plugin would write beside them. */
export function annotationNotes(
  pushes: readonly ImagePush[],
  engine: EngineName,
): readonly Problem[] {
  const annotations = [...new Set(pushes.flatMap((push) => Object.keys(push.annotations)))].sort();
  return CAPABILITIES[engine].annotations || annotations.length === 0
    ? []
    : [{ kind: 'annotations-left-out', engine, annotations }];
}
