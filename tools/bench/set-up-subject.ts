import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { commitAll } from '../demo/commit-all.ts';
import { runQuiet } from '../demo/run-quiet.ts';
import type { Contender, Ground } from './contender.ts';
import type { Subject } from './subject.ts';

/**
 * Sets a contender up in a folder of its own, commits its workspace and builds all once: whatever is to be
 * fetched is near when the first time is taken.
 */
export const setUpSubject = async (
  { name, setUp }: Contender,
  ground: Omit<Ground, 'namespace'>,
): Promise<Subject> => {
  const folder = join(ground.scene.folder, name, 'workspace');
  const namespace = `slipway-bench-${name}`;
  const scene = { ...ground.scene, folder };
  await mkdir(folder, { recursive: true });
  await runQuiet(scene, 'git', ['init', '--quiet', '--initial-branch=main']);
  const builder = await setUp({ ...ground, scene, namespace });
  const own = { ...scene, env: { ...scene.env, ...builder.env } };
  await commitAll(own, 'As it is at first');
  await builder.buildAll(own);
  return { ...ground, name, namespace, builder, scene: own };
};
