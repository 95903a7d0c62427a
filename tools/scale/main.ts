import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { stopOnSignal } from '../demo/stop-on-signal.ts';
import type { Checks } from './checks.ts';
import { drawComparison } from './draw-comparison.ts';
import { formatChecks, formatComparison } from './format-comparison.ts';
import { measure } from './measure.ts';
import { type Comparison, planSchedules } from './plan-schedules.ts';
import { type Options, readOptions } from './read-options.ts';
import { record } from './record.ts';
import { repeatServices } from './repeat-services.ts';
import { replaceTable } from './replace-table.ts';
import { simulate } from './simulate.ts';
import type { Workload } from './workload.ts';
import { formatWorkload, parseWorkload } from './workload-file.ts';

const stepsFile = new URL('results/steps.json', import.meta.url);
const checksFile = new URL('results/checks.json', import.meta.url);
const page = new URL('../../docs/measurements/scale.md', import.meta.url);
const picture = new URL('../../docs/measurements/scale.svg', import.meta.url);

async function main(argv: readonly string[], abort: AbortSignal): Promise<void> {
  const options = readOptions(argv);
  if (options.kind === 'record') {
    const { workload } = await record(options.workspace, options.command);
    await writeFile(stepsFile, formatWorkload(workload));
    return;
  }
  if (options.kind === 'measure') {
    const ready = () => quiet(options, abort);
    for await (const { workload, checks } of measure({ ...options, ready }, abort)) {
      await writeFile(stepsFile, formatWorkload(workload));
      await writeFile(checksFile, `${JSON.stringify(checks, undefined, 2)}\n`);
    }
    return;
  }
  const measured = parseWorkload(await readFile(options.from ?? stepsFile, 'utf8'));
  const comparison = planSchedules(measured, options);
  console.log(formatComparison(comparison));
  if (argv.length === 0) await writeDocs(comparison, measured);
}

async function writeDocs(comparison: Comparison, measured: Workload): Promise<void> {
  const checks = JSON.parse(await readFile(checksFile, 'utf8')) as Checks;
  const text = await readFile(page, 'utf8');
  const checked = formatChecks(checks, (services) => {
    const { cores } = checks.machine;
    return simulate(repeatServices(measured, services), { nodes: 1, slots: cores }).seconds;
  });
  const fleets = replaceTable(text, 'fleets', formatComparison(comparison));
  await writeFile(page, replaceTable(fleets, 'checks', checked));
  await writeFile(picture, drawComparison(comparison));
}

/** Waits until the machine does nothing else. */
async function quiet(
  { load, wait }: Extract<Options, { kind: 'measure' }>,
  abort: AbortSignal,
): Promise<void> {
  for (let minutes = wait; minutes > 0 && (loadavg()[0] ?? 0) > load; minutes -= 1) {
    console.log(`scale: waiting for a load of ${load}; it is ${loadavg()[0]?.toFixed(1)}`);
    await setTimeout(60_000, undefined, { signal: abort });
  }
}

const abort = stopOnSignal();
main(process.argv.slice(2), abort).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
