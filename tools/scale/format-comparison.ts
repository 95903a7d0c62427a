import type { Comparison } from './plan-schedules.ts';

/** The comparison as a Markdown table, with what bounds it below. */
export function formatComparison({
  services,
  steps,
  workSeconds,
  criticalSeconds,
  rows,
}: Comparison): string {
  const [first] = rows;
  const table = rows.map(({ nodes, cold, alone, code }) => [
    `${nodes}`,
    minutes(cold.seconds),
    first ? times(first.cold.seconds / cold.seconds) : '',
    `${cold.stepsRun}`,
    minutes(alone.seconds),
    `${alone.stepsRun}`,
    minutes(code.seconds),
    first ? times(first.code.seconds / code.seconds) : '',
  ]);
  const head = [
    ...['nodes', 'all, cold', 'speed-up', 'steps run'],
    ...['without a shared cache', 'steps run', 'a line in every service', 'speed-up'],
  ];
  return [
    row(head),
    row(head.map(() => '---:')),
    ...table.map(row),
    '',
    `${services} services, ${steps} steps, ${minutes(workSeconds)} of work one after the other; the longest chain ` +
      `of steps is ${criticalSeconds.toFixed(1)} s, which no fleet is faster than.`,
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function times(factor: number): string {
  return factor.toFixed(1);
}

function minutes(seconds: number): string {
  return `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;
}
