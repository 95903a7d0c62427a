import Table from 'cli-table3';
import { isStale } from '../measure/is-stale.ts';
import { formatBytes, formatDistinct, formatSeconds } from './format-figure.ts';
import type { ResultRow, Results } from './results.ts';

/** The closing table: a line for each case and contender. */
export function formatRows({ rows, ratios, of }: Results): string {
  const table = new Table({
    head: [
      ...['case', 'contender', 'median', 'every run', 'RUN', 'docker', 'builds'],
      ...['context', 'pushed', 'images', `${of} / it`],
    ],
    colAligns: [
      'left',
      'left',
      'right',
      'left',
      ...Array.from({ length: 7 }, () => 'right' as const),
    ],
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) {
    const ratio = ratios[row.case]?.[row.contender];
    table.push([
      row.case,
      row.contender,
      figure(row),
      row.wallSeconds.map((seconds) => seconds.toFixed(1)).join(' '),
      formatDistinct(row.runSteps),
      formatDistinct(row.engineCalls),
      formatDistinct(row.buildCalls),
      formatDistinct(row.contextBytes, formatBytes),
      formatDistinct(row.pushedBytes, formatBytes),
      images(row),
      ratio === undefined ? '' : ratio.toFixed(2),
    ]);
  }
  return table.toString();
}

function figure({ distinctBytes, medianSeconds }: ResultRow): string {
  return distinctBytes !== undefined
    ? formatBytes(distinctBytes)
    : medianSeconds !== undefined
      ? formatSeconds(medianSeconds)
      : '';
}

/** Those that became others, of those that had to. */
function images(row: ResultRow): string {
  return row.imagesDue.length === 0
    ? ''
    : `${formatDistinct(row.imagesChanged)} of ${formatDistinct(row.imagesDue)}${isStale(row) ? ', STALE' : ''}`;
}
