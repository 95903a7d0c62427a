import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { removeImages } from '../../tools/demo/containers/remove-images.ts';
import type { Engine } from '../../tools/engine/engine.ts';
import { engineUp } from '../../tools/engine/engine-up.ts';
import { packedTarball } from '../packed-tarball.ts';
import { namespacePrefix } from './namespace-of.ts';

/** Brings the engine up and packs the package once; each spec makes workspaces of its own in the folder. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const engine = await engineUp();
  const temporary = await mkdtemp(join(tmpdir(), 'slipway-versions-'));
  const tarball = await packedTarball(temporary);
  provide('temporary', temporary);
  provide('tarball', tarball);
  provide('engine', engine);
  return async () => {
    const scene = { folder: temporary, env: engine.env, abort: new AbortController().signal };
    await removeImages(scene, `${namespacePrefix}*/*`);
    await rm(temporary, { recursive: true, force: true });
  };
};

declare module 'vitest' {
  interface ProvidedContext {
    temporary: string;
    tarball: string;
    engine: Engine;
  }
}
