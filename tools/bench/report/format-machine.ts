import { busyNote } from './busy-note.ts';
import type { Machine } from './describe-machine.ts';
import { formatTable } from './format-table.ts';

/** What figures depend on besides the software, as a table in Markdown. */
export function formatMachine(machine: Machine): string {
  const table = formatTable(
    ['', ''],
    [
      ['when', machine.date.slice(0, 10)],
      ['processor', `${machine.cores} cores, ${machine.processor}`],
      ['memory', `${machine.memoryGiB} GiB`],
      ['system', `${machine.kernel}, Node ${machine.node}`],
      ['engine', `Docker ${machine.engine}, buildx ${machine.buildx}`],
      ['load when it began', String(machine.load)],
    ],
  );
  return [table, ...busyNote(machine)].join('\n');
}
