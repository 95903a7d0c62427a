import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeImages } from '../demo/containers/remove-images.ts';
import { stopOnSignal } from '../demo/stop-on-signal.ts';
import { defaultBases } from '../engine/bases/base-images.ts';
import { engineUp } from '../engine/engine-up.ts';
import { benchPlace } from './bench-place.ts';
import { graphCases, imageCases, platformCases } from './cases/cases.ts';
import { largeCases } from './cases/large.ts';
import { contenders } from './contenders/contenders.ts';
import { nx } from './contenders/nx.ts';
import { nxSlipway } from './contenders/nx-slipway.ts';
import { writeDocs } from './docs/write-docs.ts';
import { setUpGraphs } from './graph/set-up-graphs.ts';
import { isAbout } from './measure/plan-runs.ts';
import { pullBase } from './measure/pull-base.ts';
import { runCases } from './measure/run-cases.ts';
import { isWhole, LARGE, type Options, PLATFORMS, readOptions } from './read-options.ts';
import { startCountingProxy } from './registry/start-counting-proxy.ts';
import { addResults } from './report/add-results.ts';
import type { Measurement } from './report/collect-rows.ts';
import { describeMachine } from './report/describe-machine.ts';
import { formatMeasured } from './report/format-measured.ts';
import { formatRows } from './report/format-rows.ts';
import { planResults } from './report/plan-results.ts';
import type { Results } from './report/results.ts';
import { maximalRuns } from './workspace/new-packages.ts';
import { planLargeProjects } from './workspace/plan-large-projects.ts';
import { planProjects } from './workspace/plan-projects.ts';
import { setUp } from './workspace/set-up.ts';

/** Where figures are written: those of all cases, which the docs show, and those of each group beside them. */
function resultsFileOf({ group = 'peers' }: Pick<Options, 'group'>): string {
  return fileURLToPath(new URL(`results/${group}.json`, import.meta.url));
}

/** Tells what is done now, after the seconds since the start. */
function say(line: string): void {
  console.log(`bench: ${(performance.now() / 1000).toFixed(0).padStart(4)} s: ${line}`);
}

/**
 * Measures nx-slipway beside other ways to build the same images, on the same engine, and writes what it
 * measured to a file, and to the docs where it has measured all there is.
 */
async function main(argv: readonly string[], abort: AbortSignal): Promise<void> {
  const choices = {
    cases: [...imageCases, ...graphCases].map(({ name }) => name),
    groups: {
      [LARGE]: largeCases.map(({ name }) => name),
      [PLATFORMS]: platformCases.map(({ name }) => name),
    },
    contenders: contenders.map(({ name }) => name),
    maximalRuns,
  };
  const groups = Object.keys(choices.groups);
  const options = readOptions(argv, choices);
  const resultsFile = resultsFileOf(options);
  if (options.docs) {
    await writeDocs(await readResults(resultsFileOf({})), await readApart(groups));
    return;
  }
  const before = options.add ? await readResults(resultsFile) : undefined;
  const results = await measure(options, abort, (found) =>
    before
      ? addResults(before, found, [...choices.cases, ...Object.values(choices.groups).flat()])
      : found,
  );
  console.log(`\n${formatRows(results)}\n`);
  const { cores, load } = results.machine;
  say(`${results.services} services on ${cores} cores, load ${load} at the start`);
  say(`all figures are in ${resultsFile}`);
  if (isWhole(results, choices)) {
    await writeDocs(results, await readApart(groups));
    say('docs/measurements/bench.md and its picture show them');
  } else {
    say('the docs stay: they show all cases of all contenders with 20 services');
  }
}

/** Its images are removed at the end; the workspaces stay, to be looked at. @param add what is found to what there is */
async function measure(
  options: Options,
  abort: AbortSignal,
  add: (found: Results) => Results,
): Promise<Results> {
  const { services, runs } = options;
  const isAsked = ({ name }: { readonly name: string }) => options.cases.includes(name);
  const images = [...imageCases, ...platformCases].filter(isAsked);
  const graphs = graphCases.filter(isAsked);
  const large = largeCases.filter(isAsked);
  // Others need no workspace.
  const isMeasured = (name: string) =>
    [...images, ...graphs, ...large].some((each) => isAbout(each, name));
  const taking = contenders.filter(
    ({ name }) => options.contenders.includes(name) && isMeasured(name),
  );
  const engine = await engineUp({
    bases: [...defaultBases, ...images.flatMap((each) => each.bases ?? [])],
    emulate: images.some(({ needsEmulator }) => needsEmulator),
  });
  const destructive = [...images, ...large]
    .filter(({ isDestructive }) => isDestructive)
    .map(({ name }) => name);
  if (engine.kind === 'host' && destructive.length > 0 && !options.prune) {
    throw new Error(
      `${destructive.join(', ')} empties the build cache of your own engine: allow it with --prune, or ` +
        'name other cases with --case',
    );
  }
  const rooted = images.filter(({ needsPrivateEngine }) => needsPrivateEngine);
  if (engine.kind === 'host' && rooted.length > 0) {
    throw new Error(
      `${rooted.map(({ name }) => name).join(', ')} start an engine beside the private one, and yours is used: name ` +
        'other cases with --case',
    );
  }
  const scene = { folder: benchPlace(), env: engine.env, abort };
  await rm(scene.folder, { recursive: true, force: true });
  await mkdir(scene.folder, { recursive: true });
  const token = randomBytes(2).toString('hex');
  const projects = large.length > 0 ? planLargeProjects(token) : planProjects(services, token);
  const facts = {
    machine: await describeMachine(scene),
    ...{ services: projects.services.length, of: nxSlipway.name, baseline: nx.name },
    cases: Object.fromEntries(
      [...images, ...large, ...graphs].map(({ name, title }) => [name, title]),
    ),
    contenders: Object.fromEntries(taking.map(({ name, about }) => [name, about])),
  };
  const measurements: Measurement[] = [];
  const take = async (measuring: AsyncIterable<Measurement>): Promise<void> => {
    for await (const measurement of measuring) {
      measurements.push(measurement);
      say(formatMeasured(measurement));
      // Each time: a bench that ends early has measured something.
      await writeResults(resultsFileOf(options), add(planResults(measurements, facts)));
    }
  };
  const proxy = await startCountingProxy(engine.registry);
  try {
    const base = await pullBase(scene);
    const parts = { engine, contenders: taking, base, say };
    const building = [...images, ...large];
    if (building.length > 0) {
      const isForgotten = building[0]?.isDestructive ?? false;
      const suffix = large.length > 0 ? `-${LARGE}` : '';
      const subjects = await setUp(scene, { ...parts, proxy, projects, suffix, isForgotten });
      await take(runCases(building, subjects, runs));
    }
    if (graphs.length > 0) {
      await take(runCases(graphs, await setUpGraphs(scene, parts), runs));
    }
    return add(planResults(measurements, facts));
  } finally {
    proxy.stop();
    // Not by the scene: its commands do not start after Ctrl-C.
    const after = { ...scene, abort: new AbortController().signal };
    await removeImages(after, `${proxy.registry}/slipway-bench-*/*`);
  }
}

async function readResults(resultsFile: string): Promise<Results> {
  return JSON.parse(await readFile(resultsFile, 'utf8')) as Results;
}

/** Results of the groups that were measured so far. */
async function readApart(groups: readonly string[]): Promise<readonly Results[]> {
  const files = groups.map((group) => resultsFileOf({ group })).filter((file) => existsSync(file));
  return Promise.all(files.map(readResults));
}

async function writeResults(resultsFile: string, results: Results): Promise<void> {
  await mkdir(dirname(resultsFile), { recursive: true });
  await writeFile(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
}

const abort = stopOnSignal();
main(process.argv.slice(2), abort).catch((error: unknown) => {
  const reason: unknown = abort.aborted ? abort.reason : error;
  console.error(reason instanceof Error ? reason.message : String(reason));
  process.exitCode = abort.aborted ? 130 : 1;
});
