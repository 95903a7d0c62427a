import { readFile, writeFile } from 'node:fs/promises';
import { drawComparison } from './draw-comparison.ts';
import { formatComparison } from './format-comparison.ts';
import { type Comparison, planSchedules } from './plan-schedules.ts';
import { readOptions } from './read-options.ts';
import { record } from './record.ts';
import { replaceTable } from './replace-table.ts';
import { formatWorkload, parseWorkload } from './workload-file.ts';

const steps = new URL('results/steps.json', import.meta.url);
const page = new URL('../../docs/measurements/scale.md', import.meta.url);
const picture = new URL('../../docs/measurements/scale.svg', import.meta.url);

async function main(argv: readonly string[]): Promise<void> {
  const options = readOptions(argv);
  if (options.kind === 'record') {
    await writeFile(steps, formatWorkload(await record(options.workspace, options.command)));
    return;
  }
  const measured = parseWorkload(await readFile(options.from ?? steps, 'utf8'));
  const comparison = planSchedules(measured, options);
  console.log(formatComparison(comparison));
  if (argv.length === 0) await writeDocs(comparison);
}

async function writeDocs(comparison: Comparison): Promise<void> {
  const text = await readFile(page, 'utf8');
  await writeFile(page, replaceTable(text, formatComparison(comparison)));
  await writeFile(picture, drawComparison(comparison));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
