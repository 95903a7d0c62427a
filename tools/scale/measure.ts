import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { benchEnv } from '../bench/bench-env.ts';
import { benchPlace } from '../bench/bench-place.ts';
import { nxSlipway } from '../bench/contenders/nx-slipway.ts';
import { pullBase } from '../bench/measure/pull-base.ts';
import { startCountingProxy } from '../bench/registry/start-counting-proxy.ts';
import { describeMachine } from '../bench/report/describe-machine.ts';
import { lockProjects } from '../bench/workspace/lock-projects.ts';
import { planProjects } from '../bench/workspace/plan-projects.ts';
import { setUpSubject } from '../bench/workspace/set-up-subject.ts';
import { writeSources } from '../bench/workspace/write-sources.ts';
import { removeImages } from '../demo/containers/remove-images.ts';
import { runQuiet } from '../demo/run-quiet.ts';
import type { Scene } from '../demo/scene.ts';
import type { Engine } from '../engine/engine.ts';
import { engineUp } from '../engine/engine-up.ts';
import type { Checks } from './checks.ts';
import { type Recording, record } from './record.ts';
import type { Workload } from './workload.ts';

/** What was measured. */
export interface Measurement {
  /** The steps of the first build. */
  readonly workload: Workload;
  readonly checks: Checks;
}

/** What is measured, and when. */
export interface MeasureOptions {
  /** Numbers of services that are built, the largest last. */
  readonly sizes: readonly number[];
  /** Whether the workspace of the measurement before is used again. */
  readonly again: boolean;
  /** Is awaited before the first build that counts: the machine should be quiet then. */
  readonly ready: () => Promise<void>;
}

/**
 * Builds services of the bench with an empty engine, once for each of the given numbers, and records the first build;
 * yields what is known after each. A build of the first number before all others fetches what the package index does
 * not have yet.
 *
 * @throws on an engine of the user's own, whose build cache would be emptied, and where a build fails
 */
export async function* measure(
  { sizes, again, ready }: MeasureOptions,
  abort: AbortSignal,
): AsyncGenerator<Measurement> {
  const engine = await engineUp();
  if (engine.kind === 'host') {
    throw new Error(
      'this empties the build cache of your own engine: stop it, and a private one starts',
    );
  }
  const around: Scene = { folder: benchPlace(), env: engine.env, abort };
  const { services } = planProjects(Math.max(...sizes), 'scale');
  if (!again) await setUpWorkspace(around, engine, Math.max(...sizes));
  const folder = join(around.folder, nxSlipway.name, 'workspace');
  const scene = { folder, env: { ...engine.env, ...benchEnv(folder, engine) }, abort };
  const build = async (count: number): Promise<Recording> => {
    await removeImages(scene, '*/slipway-bench-*/*');
    await runQuiet(scene, 'docker', ['buildx', 'prune', '--all', '--force']);
    const names = services.slice(0, count).map(({ name }) => name);
    const command = ['nx', 'run-many', '-t', 'build-image', `--projects=${names}`] as const;
    return record(folder, command, { env: scene.env, abort });
  };
  try {
    if (!again) await build(sizes[0] ?? 1);
    await ready();
    const machine = await describeMachine(around);
    const builds: { services: number; seconds: number }[] = [];
    let workload: Workload | undefined;
    for (const count of sizes) {
      const recording = await build(count);
      workload ??= recording.workload;
      builds.push({ services: count, seconds: recording.seconds });
      yield { workload, checks: { machine, builds: [...builds] } };
    }
  } finally {
    await removeImages({ ...scene, abort: new AbortController().signal }, '*/slipway-bench-*/*');
  }
}

/** Sets up the bench's workspace of nx-slipway; its images get names of a registry that nothing is pushed to. */
async function setUpWorkspace(around: Scene, engine: Engine, count: number): Promise<void> {
  await rm(around.folder, { recursive: true, force: true });
  await mkdir(around.folder, { recursive: true });
  const proxy = await startCountingProxy(engine.registry);
  try {
    const base = await pullBase(around);
    const projects = planProjects(count, 'scale');
    const sources = join(around.folder, 'sources');
    await writeSources(sources, projects);
    await lockProjects({ scene: { ...around, folder: sources }, engine, base });
    const { services } = projects;
    await setUpSubject(nxSlipway, { scene: around, engine, proxy, services, sources, base });
  } finally {
    proxy.stop();
  }
}
