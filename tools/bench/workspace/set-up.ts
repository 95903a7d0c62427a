import { join } from 'node:path';
import type { Scene } from '../../demo/scene.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Contender } from '../contender.ts';
import { buildFirst } from '../measure/build-first.ts';
import type { CountingProxy } from '../registry/start-counting-proxy.ts';
import { lockProjects } from './lock-projects.ts';
import type { Projects } from './plan-projects.ts';
import { setUpSubject } from './set-up-subject.ts';
import type { Subject } from './subject.ts';
import { writeSources } from './write-sources.ts';

/** What a bench is set up with. */
interface Parts {
  readonly engine: Engine;
  readonly proxy: CountingProxy;
  readonly contenders: readonly Contender[];
  readonly projects: Projects;
  /** Part of the names of repositories, beside that of the contender: `-large`. */
  readonly suffix?: string;
  readonly base: string;
  /** Whether the first case begins by forgetting all builds. */
  readonly isForgotten: boolean;
  readonly say: (line: string) => void;
}

/**
 * Makes a workspace for each contender that builds images, with the same Python projects and the same lock in
 * all of them, and builds each once: whatever is to be fetched is near when the first time is taken. Where what
 * they build is forgotten at once, one is enough for that.
 * @param scene its folder is there
 */
export async function setUp(
  scene: Scene,
  { engine, proxy, contenders, projects, suffix, base, isForgotten, say }: Parts,
): Promise<readonly Subject[]> {
  const sources = join(scene.folder, 'sources');
  say(`locking ${projects.services.length} services`);
  await writeSources(sources, projects);
  await lockProjects({ scene: { ...scene, folder: sources }, engine, base });
  const { services } = projects;
  say('setting up all workspaces at once');
  const ground = {
    ...{ scene, engine, proxy, services, sources, base },
    ...(suffix !== undefined && { suffix }),
  };
  const settled = await Promise.all(contenders.map((each) => setUpSubject(each, ground)));
  const subjects = settled.filter((subject) => subject !== undefined);
  for (const subject of isForgotten ? subjects.slice(0, 1) : subjects) {
    say(`building all of ${subject.name} once`);
    await buildFirst(subject);
  }
  return subjects;
}
