import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuiet } from '../../demo/run-quiet.ts';
import { commitAll } from '../../demo/workspace/commit-all.ts';
import { installShim } from '../calls/install-shim.ts';
import type { Contender, Ground } from '../contender.ts';
import type { CountingProxy } from '../registry/start-counting-proxy.ts';
import type { Subject } from './subject.ts';

/** What all contenders have in common. */
export interface CommonGround extends Omit<Ground, 'namespace' | 'registry'> {
  readonly proxy: CountingProxy;
  /** Part of the names of repositories, beside that of the contender. */
  readonly suffix?: string;
}

/** Sets a contender up in a folder of its own and commits its workspace. Undefined for one that builds no images. */
export async function setUpSubject(
  { name, setUp }: Contender,
  { proxy, suffix = '', scene: around, ...common }: CommonGround,
): Promise<Subject | undefined> {
  if (!setUp) {
    return undefined;
  }
  const place = join(around.folder, name);
  const folder = join(place, 'workspace');
  const { registry } = proxy;
  const namespace = `slipway-bench-${name}${suffix}`;
  await mkdir(folder, { recursive: true });
  const calls = await installShim(place, common.engine.env);
  const engine = { ...common.engine, env: { ...common.engine.env, ...calls.env } };
  const scene = { ...around, folder, env: engine.env };
  await runQuiet(scene, 'git', ['init', '--quiet', '--initial-branch=main']);
  const builder = await setUp({ ...common, engine, scene, registry, namespace });
  const own = { ...scene, env: { ...scene.env, ...builder.env } };
  await commitAll(own, 'As it is at first');
  const { services, base } = common;
  return {
    ...{ name, namespace, registry, proxy, builder, services, engine, base, calls },
    scene: own,
  };
}
