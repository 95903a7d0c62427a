import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuiet } from '../demo/run-quiet.ts';
import type { Scene } from '../demo/scene.ts';
import { defaultBases } from '../engine/base-images.ts';
import type { Engine } from '../engine/engine.ts';
import type { Contender } from './contender.ts';
import { lockProjects } from './lock-projects.ts';
import { planProjects } from './plan-projects.ts';
import { setUpSubject } from './set-up-subject.ts';
import type { Subject } from './subject.ts';
import { writeSources } from './write-sources.ts';

/** What a bench is set up with. */
type Parts = {
  readonly engine: Engine;
  readonly contenders: readonly Contender[];
  /** Number of them. */
  readonly services: number;
  /** Part of the services' names. */
  readonly token: string;
  readonly say: (line: string) => void;
};

/**
 * Makes a workspace for each contender, with the same Python projects and the same lock in all of them.
 * @param scene its folder is made anew
 */
export const setUp = async (
  scene: Scene,
  { engine, contenders, services: count, token, say }: Parts,
): Promise<readonly Subject[]> => {
  await rm(scene.folder, { recursive: true, force: true });
  const sources = join(scene.folder, 'sources');
  await mkdir(sources, { recursive: true });
  const projects = planProjects(count, token);
  const base = await pullBase(scene);
  say(`locking ${count} services`);
  await writeSources(sources, projects);
  await lockProjects({ scene: { ...scene, folder: sources }, engine, base });
  const subjects: Subject[] = [];
  for (const contender of contenders) {
    say(`setting up ${contender.name}, and building it once`);
    const { services } = projects;
    subjects.push(await setUpSubject(contender, { scene, engine, services, sources, base }));
  }
  return subjects;
};

/** Has the base image at hand, also when the build cache is emptied. @returns it with its digest */
const pullBase = async (scene: Scene): Promise<string> => {
  const image = `python:${defaultBases[0]}`;
  await runQuiet(scene, 'docker', ['pull', '--quiet', image]);
  const format = '{{index .RepoDigests 0}}';
  const pinned = await runQuiet(scene, 'docker', ['image', 'inspect', '--format', format, image]);
  return `${image}@${pinned.split('@')[1]}`;
};
