import { delimiter, join } from 'node:path';
import { inject } from 'vitest';
import type { Scene } from '../../tools/demo/scene.ts';
import { makeWorkspace, type NxVersions } from '../../tools/demo/workspace/make-workspace.ts';
import { workspaceEnv } from '../../tools/demo/workspace/workspace-env.ts';
import { installNode } from '../../tools/engine/install/install-node.ts';
import { namespaceOf } from './namespace-of.ts';

/** A workspace with a given Nx and the packed package, and nothing in it yet. */
export async function makeScene(
  versions: NxVersions,
  env: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const folder = join(inject('temporary'), namespaceOf(versions));
  const engine = inject('engine');
  const scene = {
    folder,
    env: { ...workspaceEnv(folder, engine), ...env },
    abort: new AbortController().signal,
  };
  await makeWorkspace(scene, {
    name: `@${namespaceOf(versions)}/workspace`,
    tarball: inject('tarball'),
    index: engine.index,
    nx: versions,
  });
  return scene;
}

/** The same workspace on another Node.js, as if that were the one installed. @param version exact */
export async function onNode(scene: Scene, version: string): Promise<Scene> {
  const path = [await installNode(version), scene.env.PATH ?? ''].join(delimiter);
  return { ...scene, env: { ...scene.env, PATH: path } };
}
