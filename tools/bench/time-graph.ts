import { runQuiet } from '../demo/run-quiet.ts';
import type { Measured } from './case.ts';
import type { GraphSubject } from './subject.ts';

/** Times a command of Nx that makes the project graph. @throws where the graph lacks a project */
export const timeGraph = async ({ name, scene, projects }: GraphSubject): Promise<Measured> => {
  const started = performance.now();
  const printed = await runQuiet(scene, 'nx', ['show', 'projects']);
  const wallSeconds = Math.round(performance.now() - started) / 1000;
  const shown = new Set(printed.split('\n'));
  const missing = projects.filter((project) => !shown.has(project));
  if (missing.length > 0) {
    throw new Error(`the graph of ${name} lacks ${missing.length} projects, such as ${missing[0]}`);
  }
  return { wallSeconds };
};
