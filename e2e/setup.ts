import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { removeImages } from '../tools/demo/containers/remove-images.ts';
import { runShown } from '../tools/demo/run-shown.ts';
import { commitAll } from '../tools/demo/workspace/commit-all.ts';
import { fillWorkspace } from '../tools/demo/workspace/fill-workspace.ts';
import { makeWorkspace } from '../tools/demo/workspace/make-workspace.ts';
import { engineUp } from '../tools/engine/engine-up.ts';
import { e2eEnv } from './e2e-env.ts';
import { namespace } from './namespace.ts';
import { packedTarball } from './packed-tarball.ts';

/**
 * Makes the workspace of all specs from the packed tarball, as a user would, commits it and builds its
 * images. Its path has a space in it, as home folders have on some machines.
 */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const engine = await engineUp();
  const temporary = await mkdtemp(join(tmpdir(), 'slipway e2e '));
  const folder = join(temporary, 'workspace');
  const scene = {
    folder,
    env: e2eEnv(folder, engine),
    abort: new AbortController().signal,
  };
  const teardown = async (): Promise<void> => {
    await removeImages(scene, `${namespace}/*`);
    await rm(temporary, { recursive: true, force: true });
  };
  try {
    const tarball = await packedTarball(temporary);
    await makeWorkspace(scene, { name: `@${namespace}/workspace`, tarball, index: engine.index });
    await fillWorkspace(scene, engine.index);
    // With the last service another grouping of shared layers may be worth it.
    await runShown(scene, 'nx', ['sync']);
    await commitAll(scene, 'A stack, services and a library');
    await runShown(scene, 'nx', ['run-many', '-t', 'build-image']);
  } catch (error) {
    await teardown();
    throw error;
  }
  provide('folder', folder);
  provide('env', scene.env);
  provide('registry', engine.registry);
  return teardown;
};

declare module 'vitest' {
  interface ProvidedContext {
    folder: string;
    env: Readonly<Record<string, string>>;
    /** `host:port`, asked over http. */
    registry: string;
  }
}
