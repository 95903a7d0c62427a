import { busyNote } from '../bench/report/busy-note.ts';
import type { Checks } from './checks.ts';
import type { Comparison } from './plan-schedules.ts';

/** Formats the comparison as a Markdown table, with what bounds it below. */
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

/**
 * Formats what real builds took beside the simulation of the same builds.
 *
 * @param simulate seconds of a build of so many services on one node
 */
export function formatChecks(
  { machine, builds }: Checks,
  simulate: (services: number) => number,
): string {
  const table = builds.map(({ services, seconds }) => [
    `${services}`,
    `${seconds.toFixed(0)} s`,
    `${simulate(services).toFixed(0)} s`,
    (simulate(services) / seconds).toFixed(2),
  ]);
  const head = ['services', 'real build', 'simulated', 'simulated / real'];
  const { cores, processor, load } = machine;
  return [
    row(head),
    row(head.map(() => '---:')),
    ...table.map(row),
    '',
    `All on one machine of ${cores} cores (${processor}), which had a load of ${load} before. The simulations use the steps of the first build.`,
    ...busyNote(machine),
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
