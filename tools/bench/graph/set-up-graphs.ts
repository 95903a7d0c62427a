import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';
import { commitAll } from '../../demo/workspace/commit-all.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Contender } from '../contender.ts';
import { lockProjects } from '../workspace/lock-projects.ts';
import { planProjects } from '../workspace/plan-projects.ts';
import type { GraphSubject } from '../workspace/subject.ts';
import { writeSources } from '../workspace/write-sources.ts';

/** What graphs are set up with. */
interface Parts {
  readonly engine: Engine;
  readonly contenders: readonly Contender[];
  readonly base: string;
  readonly say: (line: string) => void;
}

/** Services whose graph is timed. */
const serviceCount = 1000;

/**
 * Makes a workspace of a thousand services for each contender that has a graph.
 * @param scene its folder is there
 */
export async function setUpGraphs(
  scene: Scene,
  { engine, contenders, base, say }: Parts,
): Promise<readonly GraphSubject[]> {
  const writeLocked = async (name: string, count: number): Promise<string> => {
    const folder = join(scene.folder, name);
    await writeSources(folder, planProjects(count, 'graph'));
    await lockProjects({ scene: { ...scene, folder }, engine, base });
    return folder;
  };
  say(`locking ${serviceCount} services`);
  const firstSources = await writeLocked('graph-first-sources', 2);
  const sources = await writeLocked('graph-sources', serviceCount);
  const { services } = planProjects(serviceCount, 'graph');
  const projects = services.map(({ name }) => name);
  const subjects: GraphSubject[] = [];
  for (const { name, setUpGraph } of contenders) {
    if (setUpGraph) {
      say(`setting up the graph of ${name}`);
      const folder = join(scene.folder, `graph-${name}`, 'workspace');
      const own = { ...scene, folder };
      await mkdir(folder, { recursive: true });
      await runQuiet(own, 'git', ['init', '--quiet', '--initial-branch=main']);
      const { env } = await setUpGraph({
        ...{ scene: own, engine, services, sources, firstSources, base },
      });
      const full = { ...own, env: { ...own.env, ...env } };
      await commitAll(full, 'As it is');
      subjects.push({ name, projects, scene: full });
    }
  }
  return subjects;
}
