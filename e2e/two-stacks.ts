import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeImages } from '../tools/demo/containers/remove-images.ts';
import { runShown } from '../tools/demo/run-shown.ts';
import type { Scene } from '../tools/demo/scene.ts';
import { commitAll } from '../tools/demo/workspace/commit-all.ts';
import { makeWorkspace } from '../tools/demo/workspace/make-workspace.ts';
import { engineUp } from '../tools/engine/engine-up.ts';
import { e2eEnv } from './e2e-env.ts';
import { scene as shared } from './scene.ts';

/** A workspace of its own, and what takes it away again. */
export interface TwoStacks {
  readonly scene: Scene;
  readonly dispose: () => Promise<void>;
}

/** Each on Python 3.11 and bookworm. */
const stacks = ['python', 'other'];

const services = [
  ['api', '--role=http', '--stack=python'],
  ['worker', '--role=dramatiq', '--stack=python'],
  ['billing', '--role=http', '--stack=other'],
];

/**
 * A second workspace, since the shared one's lock holds no Python 3.11: two stacks on bookworm with
 * services of their own in one uv workspace, committed and built.
 */
export async function makeTwoStacks(namespace: string): Promise<TwoStacks> {
  const engine = await engineUp({ bases: ['3.13-slim-trixie', '3.11-slim-bookworm'] });
  const temporary = await mkdtemp(join(tmpdir(), 'slipway e2e '));
  const folder = join(temporary, 'workspace');
  const scene = { ...shared, folder, env: e2eEnv(folder, engine) };
  const dispose = async (): Promise<void> => {
    await removeImages(scene, `${namespace}/*`);
    await rm(temporary, { recursive: true, force: true });
  };
  const nx = (...args: readonly string[]): Promise<string> => runShown(scene, 'nx', args);
  try {
    const [tarball = ''] = (await readdir(shared.folder)).filter((file) => file.endsWith('.tgz'));
    await makeWorkspace(scene, {
      name: `@${namespace}/workspace`,
      tarball: join(shared.folder, tarball),
      index: engine.index,
    });
    await nx('g', 'nx-slipway:init');
    for (const stack of stacks) {
      await nx('g', 'nx-slipway:stack', stack, '--python=3.11', '--suite=bookworm');
    }
    await nx('run-many', '-t', 'build-image');
    for (const service of services) await nx('g', 'nx-slipway:service', ...service);
    await commitAll(scene, 'Two stacks and their services');
    await nx('run-many', '-t', 'build-image');
  } catch (error) {
    await dispose();
    throw error;
  }
  return { scene, dispose };
}
