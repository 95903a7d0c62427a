import { cp } from 'node:fs/promises';
import { benchEnv } from '../bench-env.ts';
import type { GraphGround, GraphWorkspace } from '../contender.ts';
import { makeNxWorkspace } from '../workspace/make-nx-workspace.ts';
import { writeDockerfiles } from '../workspace/write-dockerfiles.ts';
import { writeProjectFiles } from '../workspace/write-project-files.ts';

/** What the workspace has besides the projects. */
interface Parts {
  readonly packages: Readonly<Record<string, string>>;
  /** Left out where nothing is to know of images. */
  readonly plugin?: string;
}

/** Makes a workspace of many projects with project.json files, whose images a plugin infers, or none. */
export async function setUpPeerGraph(
  { scene, engine, services, sources, base }: GraphGround,
  { packages, plugin }: Parts,
): Promise<GraphWorkspace> {
  const env = benchEnv(scene.folder, engine);
  const own = { ...scene, env: { ...scene.env, ...env } };
  await makeNxWorkspace(own, { packages, nxJson: { plugins: plugin ? [plugin] : [] } });
  await cp(sources, scene.folder, { recursive: true });
  await writeDockerfiles({
    ...{ scene, services, base },
    ...{ namespace: 'slipway-bench', stages: 'slipway-bench/' },
  });
  await writeProjectFiles(scene.folder, services, { python: {} });
  return { env };
}
