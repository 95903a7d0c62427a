import Table from 'cli-table3';
import type { Row } from './collect-rows.ts';
import { figureOf } from './figure-of.ts';
import type { Ratios } from './plan-ratios.ts';

/** The closing table: a line for each case and contender. @param of whose ratios they are */
export const formatRows = (rows: readonly Row[], ratios: Ratios, of: string): string => {
  const table = new Table({
    head: ['case', 'contender', 'median', 'every run', 'RUN steps', 'engine calls', `${of} / it`],
    colAligns: ['left', 'left', 'right', 'left', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) {
    const ratio = ratios[row.case]?.[row.contender];
    table.push([
      row.case,
      row.contender,
      row.distinctBytes === undefined
        ? `${figureOf(row).toFixed(1)} s`
        : megabytes(row.distinctBytes),
      row.wallSeconds.map((seconds) => seconds.toFixed(1)).join(' '),
      distinct(row.runSteps),
      distinct(row.engineCalls),
      ratio === undefined ? '' : ratio.toFixed(2),
    ]);
  }
  return table.toString();
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** One number where all runs have the same. */
const distinct = (numbers: readonly number[]): string =>
  (new Set(numbers).size === 1 ? numbers.slice(0, 1) : numbers).join(' ');
