import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeImages } from '../../demo/containers/remove-images.ts';
import { stopOnSignal } from '../../demo/stop-on-signal.ts';
import { engineUp } from '../../engine/engine-up.ts';
import { benchPlace } from '../bench-place.ts';
import { planRuns } from '../measure/plan-runs.ts';
import { pullBase } from '../measure/pull-base.ts';
import { describeMachine } from '../report/describe-machine.ts';
import { formatPage, formatRows } from './format-page.ts';
import { lockApp } from './locks.ts';
import { makeFullBase } from './make-full-base.ts';
import { measureRun } from './measure-run.ts';
import { type Options, readOptions } from './read-options.ts';
import { addRun, type Results } from './results.ts';
import { setUpOriginals } from './set-up-originals.ts';
import { setUpSlipway } from './set-up-slipway.ts';
import { type Side, sides } from './shape.ts';
import { shapes } from './shapes.ts';
import type { Subject } from './subject.ts';

const resultsFile = new URL('../results/layouts.json', import.meta.url);
const page = new URL('../../../docs/measurements/layouts.md', import.meta.url);

/** Tells what is done now, after the seconds since the start. */
function say(line: string): void {
  console.log(`bench: ${(performance.now() / 1000).toFixed(0).padStart(4)} s: ${line}`);
}

/** Measures each shape of the texts beside what our generators make of it, and writes figures and page. */
async function main(argv: readonly string[], abort: AbortSignal): Promise<void> {
  const options = readOptions(
    argv,
    shapes.map(({ name }) => name),
  );
  const results = options.docs ? await readResults() : await measure(options, abort);
  console.log(`\n${formatRows(results)}\n`);
  await writeFile(page, formatPage(results));
}

async function measure(options: Options, abort: AbortSignal): Promise<Results> {
  const chosen = shapes.filter(({ name }) => options.shapes.includes(name));
  const engine = await engineUp();
  const scene = { folder: join(benchPlace(), '..', 'layouts'), env: engine.env, abort };
  await rm(scene.folder, { recursive: true, force: true });
  await mkdir(scene.folder, { recursive: true });
  const namespace = `slipway-layouts-bench-${randomBytes(2).toString('hex')}`;
  let results: Results = {
    machine: await describeMachine(scene),
    rows: options.add
      ? (await readResults()).rows.filter(({ shape }) => !options.shapes.includes(shape))
      : [],
  };
  try {
    say('locking');
    const index = engine.index.buildUrl;
    const order = { index, runs: options.runs };
    const locks = {
      pay: await lockApp(scene, 'pay', order),
      shop: await lockApp(scene, 'shop', order),
    };
    const base = await pullBase(scene);
    const full = await makeFullBase(scene, { base, namespace });
    const ground = { scene, engine, locks, base, full, namespace };
    say('setting up both sides');
    const subjects: Readonly<Record<Side, Subject>> = {
      original: await setUpOriginals(ground, chosen, 'original'),
      'nx-slipway': await setUpSlipway(ground, chosen),
    };
    const bases = ['python:', full];
    const turns = chosen.map((shape) => ({ shape, isOnce: false }));
    for (const { case: turn, contender: side, run } of planRuns(turns, sides, options.runs)) {
      const { shape } = turn;
      const found = await measureRun(subjects[side], {
        shape,
        run,
        locks: locks[shape.app],
        bases,
      });
      say(`${shape.name} ${side}: ${JSON.stringify(found)}`);
      const { name, seed } = shape;
      results = { ...results, rows: addRun(results.rows, { shape: name, seed, side }, found) };
      // Each time: a bench that ends early has measured something.
      await writeFile(resultsFile, `${JSON.stringify(inOrder(results), undefined, 2)}\n`);
    }
    return inOrder(results);
  } finally {
    // Not by the scene: its commands do not start after Ctrl-C.
    await removeImages({ ...scene, abort: new AbortController().signal }, `${namespace}/*`);
  }
}

/** Rows in the order of the shapes, whichever were measured first. */
function inOrder(results: Results): Results {
  const rows = shapes.flatMap(({ name }) => results.rows.filter(({ shape }) => shape === name));
  return { ...results, rows };
}

async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(resultsFile, 'utf8')) as Results;
}

const abort = stopOnSignal();
main(process.argv.slice(2), abort).catch((error: unknown) => {
  const reason: unknown = abort.aborted ? abort.reason : error;
  console.error(reason instanceof Error ? reason.message : String(reason));
  process.exitCode = abort.aborted ? 130 : 1;
});
