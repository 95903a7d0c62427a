import { isStale } from '../measure/is-stale.ts';
import { formatBytes, formatSeconds } from '../report/format-figure.ts';
import { formatTable } from '../report/format-table.ts';
import { planComparison } from '../report/plan-comparison.ts';
import type { ResultRow, Results } from '../report/results.ts';

/** Times of all cases and contenders, and how the first one's are to the best of the others', as a table. */
export function formatTimes(results: Results): string {
  const names = Object.keys(results.contenders);
  const lines = Object.entries(results.cases).map(([name, title]) => {
    const rows = results.rows.filter((row) => row.case === name);
    const comparison = planComparison(results, rows);
    return [
      `${title} (\`${name}\`)`,
      String(Math.max(1, ...rows.map(({ wallSeconds }) => wallSeconds.length))),
      ...names.map((contender) => formatFigure(rows.find((row) => row.contender === contender))),
      comparison ? (1 / comparison.factor).toFixed(2) : '',
    ];
  });
  return formatTable(['case', 'runs', ...names.map((name) => `\`${name}\``), 'ours / best'], lines);
}

function formatFigure(row: ResultRow | undefined): string {
  if (!row) {
    return '–';
  }
  const figure =
    row.distinctBytes === undefined
      ? formatSeconds(row.medianSeconds ?? 0)
      : formatBytes(row.distinctBytes);
  return isStale(row) ? `${figure}, stale` : figure;
}
