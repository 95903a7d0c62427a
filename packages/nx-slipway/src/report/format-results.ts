import { formatTable } from './format-table';

/** One image of a run as the closing table shows it. */
export interface ResultRow {
  readonly image: string;
  readonly tags: readonly string[];
  readonly success: boolean;
  /** As `docker image ls` words it; absent where the image is not in the engine's store. */
  readonly size?: string;
  readonly stepsRun: number;
  readonly stepsCached: number;
  readonly seconds: number;
}

/** What a whole run came to. */
export interface RunTotals {
  readonly invocations: number;
  readonly stepsRun: number;
  readonly stepsCached: number;
  readonly seconds: number;
}

/** The table at the end of a run: a row per image, then one line for all. */
export function formatResults(rows: readonly ResultRow[], totals: RunTotals): string {
  const table = formatTable(
    ['image', 'tag', 'size', 'steps run / cached', 'seconds'],
    rows.map((row) => [
      row.image,
      row.tags.join('\n'),
      row.size ?? '',
      row.success ? `${row.stepsRun} / ${row.stepsCached}` : 'failed',
      row.seconds.toFixed(1),
    ]),
    2,
  );
  const failed = rows.filter((row) => !row.success).length;
  return [
    ...(rows.length > 0 ? [table, ''] : []),
    [
      `${rows.length - failed} built`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      `${totals.stepsRun} steps run, ${totals.stepsCached} cached`,
      `${totals.invocations} engine ${totals.invocations === 1 ? 'invocation' : 'invocations'}`,
      `${totals.seconds.toFixed(1)} s`,
    ].join(', '),
  ].join('\n');
}
