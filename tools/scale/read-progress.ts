import {
  type ProgressVertex,
  parseProgressLine,
} from '../../packages/nx-slipway/src/engine/log/progress.ts';
import type { Job, Step, Workload } from './workload.ts';

/** A vertex as BuildKit tells it; `inputs` are digests. */
interface Vertex extends ProgressVertex {
  readonly inputs?: readonly string[];
}

/**
 * The steps of a build and what they cost, from the rawjson progress of one build in which none came from
 * a cache. A job is a target of the bake file's default group; it waits for those it links to.
 *
 * @param lines of `docker buildx bake --progress=rawjson`
 * @param targets of the bake file: those they are linked to, by name
 * @param requested names of the targets that are built for their own sake
 */
export function readProgress(
  lines: readonly string[],
  targets: Readonly<Record<string, readonly string[]>>,
  requested: readonly string[],
): Workload {
  const vertices = new Map<string, Vertex>();
  const owners = new Map<string, Set<string>>();
  for (const vertex of lines.flatMap((line) => parseProgressLine(line)?.vertexes ?? [])) {
    vertices.set(vertex.digest, { ...vertices.get(vertex.digest), ...vertex });
    const target = /^\[(\S+)[^\]]*\]/.exec(vertex.name)?.[1] ?? '';
    owners.set(vertex.digest, (owners.get(vertex.digest) ?? new Set()).add(target));
  }
  const exports = new Map<string, string>();
  const steps = new Map<string, Step>();
  for (const vertex of vertices.values()) {
    steps.set(vertex.digest, {
      id: vertex.digest,
      name: vertex.name,
      seconds: secondsOf(vertex),
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
  return { steps, jobs };
}

function secondsOf({ started, completed, cached }: Vertex): number {
  return started && completed && !cached
    ? Math.max(0, (Date.parse(completed) - Date.parse(started)) / 1000)
    : 0;
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
