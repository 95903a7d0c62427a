import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { removeImages } from '../demo/remove-images.ts';
import { stopOnSignal } from '../demo/stop-on-signal.ts';
import { engineUp } from '../engine/engine-up.ts';
import { benchPlace } from './bench-place.ts';
import { cases } from './cases/cases.ts';
import { collectRows } from './collect-rows.ts';
import { contenders } from './contenders/contenders.ts';
import { nxSlipway } from './contenders/nx-slipway.ts';
import { describeMachine } from './describe-machine.ts';
import { formatRows } from './format-rows.ts';
import { maximalRuns } from './new-packages.ts';
import { planRatios } from './plan-ratios.ts';
import { readOptions } from './read-options.ts';
import { runCases } from './run-cases.ts';
import { setUp } from './set-up.ts';

const results = new URL('results/peers.json', import.meta.url);

/** Tells what is done now, after the seconds since the start. */
const say = (line: string): void =>
  console.log(`bench: ${(performance.now() / 1000).toFixed(0).padStart(4)} s: ${line}`);

/**
 * Measures nx-slipway beside other ways to build the same images, on the same engine, and writes what it
 * measured to a file. Its images are removed at the end; the workspaces stay, to be looked at.
 */
const main = async (argv: readonly string[], abort: AbortSignal): Promise<void> => {
  const options = readOptions(argv, {
    cases: cases.map(({ name }) => name),
    contenders: contenders.map(({ name }) => name),
    maximalRuns,
  });
  const { services, runs } = options;
  const asked = cases.filter(({ name }) => options.cases.includes(name));
  const taking = contenders.filter(({ name }) => options.contenders.includes(name));
  const engine = await engineUp();
  const destructive = asked.filter(({ isDestructive }) => isDestructive).map(({ name }) => name);
  if (engine.kind === 'host' && destructive.length > 0 && !options.prune) {
    throw new Error(
      `the case ${destructive.join(', ')} empties the build cache of your own engine: allow it with ` +
        '--prune, or name other cases with --case',
    );
  }
  const scene = { folder: benchPlace(), env: engine.env, abort };
  await mkdir(scene.folder, { recursive: true });
  const machine = await describeMachine(scene);
  const token = randomBytes(2).toString('hex');
  try {
    const subjects = await setUp(scene, { engine, contenders: taking, services, token, say });
    const rows = collectRows(await runCases(asked, subjects, { runs, say }));
    const ratios = planRatios(rows, nxSlipway.name);
    await mkdir(new URL('.', results), { recursive: true });
    const text = JSON.stringify({ machine, services, runs, rows, ratios }, undefined, 2);
    await writeFile(results, `${text}\n`);
    console.log(`\n${formatRows(rows, ratios, nxSlipway.name)}\n`);
    say(`${services} services on ${machine.cores} cores, load ${machine.load} at the start`);
    say(`all figures are in ${fileURLToPath(results)}`);
  } finally {
    // Not by the scene: its commands do not start after Ctrl-C.
    await removeImages({ ...scene, abort: new AbortController().signal }, 'slipway-bench-*/*');
  }
};

const abort = stopOnSignal();
main(process.argv.slice(2), abort).catch((error: unknown) => {
  const reason: unknown = abort.aborted ? abort.reason : error;
  console.error(reason instanceof Error ? reason.message : String(reason));
  process.exitCode = abort.aborted ? 130 : 1;
});
