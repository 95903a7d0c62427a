/** From when to when a step ran, in seconds. */
export interface Span {
  readonly started: number;
  readonly completed: number;
}

/**
 * Returns the seconds that each step would have taken with a core to itself. Steps that run at the same time share the
 * cores evenly: of eight steps on two cores each gets a quarter of a core, so four seconds count as one.
 *
 * Without this the times of a build of many images depend on how many of them ran beside each other.
 *
 * @returns by index, in the order of the spans
 */
export function shareWork(spans: readonly Span[], cores: number): readonly number[] {
  const edges = [...new Set(spans.flatMap(({ started, completed }) => [started, completed]))].sort(
    (a, b) => a - b,
  );
  // Work of one step that runs all the time, from the first edge to each.
  const done = new Map<number, number>();
  let work = 0;
  for (const [index, edge] of edges.entries()) {
    done.set(edge, work);
    const next = edges[index + 1] ?? edge;
    const running = spans.filter((span) => span.started <= edge && span.completed >= next).length;
    work += (next - edge) * Math.min(1, cores / Math.max(1, running));
  }
  return spans.map(
    ({ started, completed }) => (done.get(completed) ?? 0) - (done.get(started) ?? 0),
  );
}
