import { formatTable } from './format-table';

/** One image of a run as the closing table shows it. */
export interface ResultRow {
  readonly image: string;
  readonly tags: readonly string[];
  readonly success: boolean;
  /** Whether it was there already, and nothing was built. */
  readonly exists?: boolean;
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
      stepsOf(row),
      row.seconds.toFixed(1),
    ]),
    2,
  );
  const failed = rows.filter((row) => !row.success).length;
  const existing = rows.filter(({ exists }) => exists).length;
  return [
    ...(rows.length > 0 ? [table, ''] : []),
    [
      `${rows.length - failed - existing} built`,
      ...(existing > 0 ? [`${existing} ${existing === 1 ? 'exists' : 'exist'}`] : []),
      ...(failed > 0 ? [`${failed} failed`] : []),
      `${totals.stepsRun} steps run, ${totals.stepsCached} cached`,
      `${totals.invocations} engine ${totals.invocations === 1 ? 'invocation' : 'invocations'}`,
      `${totals.seconds.toFixed(1)} s`,
    ].join(', '),
  ].join('\n');
}

function stepsOf({ success, exists, stepsRun, stepsCached }: ResultRow): string {
  if (exists) return 'exists';
  return success ? `${stepsRun} / ${stepsCached}` : 'failed';
}
