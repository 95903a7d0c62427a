import { formatBytes, formatDistinct } from '../report/format-figure.ts';
import { formatTable } from '../report/format-table.ts';
import type { Results } from '../report/results.ts';
import { describeRuns } from './describe-runs.ts';
import { formatTimes } from './format-times.ts';

/** What the page says of the groups of cases that are measured only when they are named; empty where there are none. */
export function formatApart(apart: readonly Results[]): string {
  if (apart.length === 0) return '';
  return `## Measured apart

These cases are measured when they are named: they need an emulator or packages of their own.

${apart.map(formatGroup).join('\n\n')}

`;
}

function formatGroup(results: Results): string {
  const { services, machine } = results;
  const day = machine.date.slice(0, 10);
  return [
    `${describeRuns(results)} with ${services} services, on ${day}, at a load of ${machine.load} when it began:`,
    formatTimes(results),
    formatPlatforms(results),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** What builds for two platforms ran and shared; empty where no case is about it. */
function formatPlatforms({ rows }: Results): string {
  const lines = rows.flatMap(({ contender, runSteps, emulatedSteps, sharedBytes }) =>
    emulatedSteps === undefined
      ? []
      : [
          [
            `\`${contender}\``,
            formatDistinct(runSteps),
            String(emulatedSteps),
            formatBytes(sharedBytes ?? 0),
          ],
        ],
  );
  const head = ['contender', 'RUN', 'under the emulator', 'the same on both platforms'];
  return lines.length > 0 ? formatTable(head, lines) : '';
}
