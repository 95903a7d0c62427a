import {
  type ProgressVertex,
  parseProgressLine,
} from '../../packages/nx-slipway/src/engine/log/progress.ts';
import { type Span, shareWork } from './share-work.ts';
import type { Job, Step, Workload } from './workload.ts';

/** A vertex as BuildKit tells it; `inputs` are digests. */
interface Vertex extends ProgressVertex {
  readonly inputs?: readonly string[];
}

/**
 * Returns the steps of a build and what they cost, from the rawjson progress of one build in which none came from
 * a cache. A job is a target of the bake file's default group; it waits for those it links to.
 *
 * @param lines of `docker buildx bake --progress=rawjson`
 * @param targets of the bake file: those they are linked to, by name
 * @param requested names of the targets that are built for their own sake
 * @param cores of the machine that built
 */
export function readProgress(
  lines: readonly string[],
  targets: Readonly<Record<string, readonly string[]>>,
  requested: readonly string[],
  cores: number,
): Workload & { readonly engineSeconds: number } {
  const vertices = new Map<string, Vertex>();
  const owners = new Map<string, Set<string>>();
  for (const vertex of lines.flatMap((line) => parseProgressLine(line)?.vertexes ?? [])) {
    vertices.set(vertex.digest, { ...vertices.get(vertex.digest), ...vertex });
    const target = /^\[(\S+)[^\]]*\]/.exec(vertex.name)?.[1] ?? '';
    owners.set(vertex.digest, (owners.get(vertex.digest) ?? new Set()).add(target));
  }
  const exports = new Map<string, string>();
  const steps = new Map<string, Step>();
  const spans = [...vertices.values()].map(spanOf);
  const work = shareWork(spans, cores);
  for (const [index, vertex] of [...vertices.values()].entries()) {
    steps.set(vertex.digest, {
      id: vertex.digest,
      name: vertex.name,
      seconds: Math.round((work[index] ?? 0) * 1000) / 1000,
      needs: (vertex.inputs ?? []).filter((input) => vertices.has(input)),
    });
    const [, exported] = /^\[(\S+)\] exporting to /.exec(vertex.name) ?? [];
    if (exported !== undefined) exports.set(exported, vertex.digest);
  }
  const jobs = requested.map((name): Job => {
    const own = [...steps.values()].filter(({ id }) => owners.get(id)?.has(name));
    const needed = new Set(own.flatMap(({ needs }) => needs));
    const ends = own.filter(({ id }) => !needed.has(id)).map(({ id }) => id);
    const result = exports.get(name);
    const last = result === undefined ? undefined : steps.get(result);
    // Progress tells of no inputs of an export: the image it writes is what nothing else needs.
    if (last) {
      const made = ends.filter((id) => id !== last.id && !isInternal(steps.get(id)));
      steps.set(last.id, { ...last, needs: made });
    }
    return { name, needs: linkedJobs(name, targets, requested), results: last ? [last.id] : ends };
  });
  const ran = spans.filter(({ started, completed }) => completed > started);
  const engineSeconds =
    Math.max(0, ...ran.map(({ completed }) => completed)) -
    Math.min(...ran.map(({ started }) => started));
  return { steps, jobs, engineSeconds: ran.length > 0 ? engineSeconds : 0 };
}

/** When a vertex ran; of no length where its result came from a cache. */
function spanOf({ started, completed, cached }: Vertex): Span {
  const start = started ? Date.parse(started) / 1000 : 0;
  const end = completed && !cached ? Date.parse(completed) / 1000 : start;
  return { started: start, completed: Math.max(start, end) };
}

/** What is the client's own: context, cache, provenance. */
function isInternal(step: Step | undefined): boolean {
  return /^\[(\S+ )?internal\]|^\[\S+\] (importing|exporting|resolving|sending) /.test(
    step?.name ?? '',
  );
}

/** The requested targets that one is linked to, directly or not. */
function linkedJobs(
  name: string,
  targets: Readonly<Record<string, readonly string[]>>,
  requested: readonly string[],
): readonly string[] {
  const reached = new Set(targets[name]);
  for (const each of reached) {
    for (const link of targets[each] ?? []) reached.add(link);
  }
  return requested.filter((each) => each !== name && reached.has(each));
}
