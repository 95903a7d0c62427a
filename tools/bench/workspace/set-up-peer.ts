import { cp } from 'node:fs/promises';
import { benchEnv } from '../bench-env.ts';
import type { Builder, Ground } from '../contender.ts';
import { indexEnv } from '../index-env.ts';
import { runPatiently } from '../measure/run-patiently.ts';
import { makeNxWorkspace } from './make-nx-workspace.ts';
import { writeDockerfiles } from './write-dockerfiles.ts';
import { writeProjectFiles } from './write-project-files.ts';

/** What another plugin of Nx is set up with. */
interface Peer {
  /** Exact versions by name. */
  readonly packages: Readonly<Record<string, string>>;
  /** The target that builds a project's image; its configuration `registry` pushes it. */
  readonly target: string;
  /** What nx.json and the project of the base stages say. @param images where all images are */
  readonly planTargets: (images: string) => {
    readonly nxJson: Readonly<Record<string, unknown>>;
    readonly python: Readonly<Record<string, unknown>>;
  };
}

/** Sets a workspace up that builds the hand-written Dockerfiles by a peer. */
export async function setUpPeer(
  ground: Ground,
  { packages, target, planTargets }: Peer,
): Promise<Builder> {
  const { scene, engine, services, sources, registry, namespace } = ground;
  const images = `${registry}/${namespace}`;
  const env = { ...benchEnv(scene.folder, engine), ...indexEnv(engine.index) };
  const own = { ...scene, env: { ...scene.env, ...env } };
  const { nxJson, python } = planTargets(images);
  await makeNxWorkspace(own, { packages, nxJson });
  await cp(sources, scene.folder, { recursive: true });
  await writeDockerfiles({ ...ground, stages: `${images}/` });
  await writeProjectFiles(scene.folder, services, { python });
  return {
    env,
    build: (at, { which, to }) =>
      runPatiently(at, 'nx', [
        ...(which === 'all' ? ['run-many'] : ['affected', '--base=HEAD~1']),
        ...['-t', target],
        ...(to === 'registry' ? ['--configuration=registry'] : []),
      ]),
  };
}
