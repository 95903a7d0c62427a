import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from '../case.ts';
import { timeGraph } from '../measure/time-graph.ts';
import type { GraphSubject } from '../workspace/subject.ts';

/** The project graph of a thousand services, without the daemon, as on a CI machine. */
export const graph: Case<GraphSubject> = {
  name: 'graph',
  title: 'Graph of 1,000 projects',
  measure: async (subject) => {
    await rm(join(subject.scene.folder, '.nx'), { recursive: true, force: true });
    return timeGraph(subject);
  },
};

/** The same once more, from what Nx has remembered. */
export const graphWarm: Case<GraphSubject> = {
  name: 'graph-warm',
  title: 'The same graph once more',
  measure: async (subject, run) => {
    if (run === 0) {
      await timeGraph(subject);
    }
    return timeGraph(subject);
  },
};
