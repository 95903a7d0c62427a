import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { benchPlace } from '../bench/bench-place.ts';
import { nxSlipway } from '../bench/contenders/nx-slipway.ts';
import { forgetBuilds } from '../bench/measure/forget-builds.ts';
import { pullBase } from '../bench/measure/pull-base.ts';
import { startCountingProxy } from '../bench/registry/start-counting-proxy.ts';
import { describeMachine } from '../bench/report/describe-machine.ts';
import { lockProjects } from '../bench/workspace/lock-projects.ts';
import { planProjects } from '../bench/workspace/plan-projects.ts';
import { setUpSubject } from '../bench/workspace/set-up-subject.ts';
import { writeSources } from '../bench/workspace/write-sources.ts';
import { removeImages } from '../demo/remove-images.ts';
import { engineUp } from '../engine/engine-up.ts';
import type { Checks } from './checks.ts';
import { record } from './record.ts';
import type { Workload } from './workload.ts';

/** What was measured. */
export interface Measurement {
  /** The steps of the first build. */
  readonly workload: Workload;
  readonly checks: Checks;
}

/**
 * Builds services of the bench with an empty engine, once for each of the given numbers, and records the first build. A
 * build of the first number before all others fetches what the package index does not have yet.
 *
 * @param sizes numbers of services, the largest last
 * @param ready is awaited before the first build that counts: the machine should be quiet then
 * @throws on an engine of the user's own: its build cache would be emptied
 */
export async function measure(
  sizes: readonly number[],
  abort: AbortSignal,
  ready: () => Promise<void>,
): Promise<Measurement> {
  const engine = await engineUp();
  if (engine.kind === 'host') {
    throw new Error(
      'this empties the build cache of your own engine: stop it, and a private one starts',
    );
  }
  const around = { folder: benchPlace(), env: engine.env, abort };
  await rm(around.folder, { recursive: true, force: true });
  await mkdir(around.folder, { recursive: true });
  const proxy = await startCountingProxy(engine.registry);
  try {
    const base = await pullBase(around);
    const projects = planProjects(Math.max(...sizes), 'scale');
    const sources = join(around.folder, 'sources');
    await writeSources(sources, projects);
    await lockProjects({ scene: { ...around, folder: sources }, engine, base });
    const { services } = projects;
    const ground = { scene: around, engine, proxy, services, sources, base };
    const subject = await setUpSubject(nxSlipway, ground);
    if (!subject) throw new Error('the bench has no nx-slipway');
    const build = async (count: number) => {
      await forgetBuilds(subject);
      const names = services.slice(0, count).map(({ name }) => name);
      const command = ['nx', 'run-many', '-t', 'build-image', `--projects=${names}`] as const;
      return record(subject.scene.folder, command, subject.scene.env);
    };
    await build(sizes[0] ?? 1);
    await ready();
    const machine = await describeMachine(around);
    const builds: { services: number; seconds: number }[] = [];
    let workload: Workload | undefined;
    for (const count of sizes) {
      const recording = await build(count);
      workload ??= recording.workload;
      builds.push({ services: count, seconds: recording.seconds });
    }
    if (!workload) throw new Error('no number of services was given');
    return { workload, checks: { machine, builds } };
  } finally {
    proxy.stop();
    await removeImages(
      { ...around, abort: new AbortController().signal },
      `${proxy.registry}/slipway-bench-*/*`,
    );
  }
}
