import { readFile } from 'node:fs/promises';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Measured } from '../case.ts';
import type { GraphSubject } from '../workspace/subject.ts';

/** Times a command of Nx that makes the project graph. @throws where the graph lacks a project */
export async function timeGraph({ name, scene, projects }: GraphSubject): Promise<Measured> {
  const file = `${scene.folder}-projects.txt`;
  const started = performance.now();
  // Into a file: Nx ends before a pipe has taken a thousand names.
  await runQuiet(scene, 'sh', ['-c', 'exec nx show projects > "$0"', file]);
  const wallSeconds = Math.round(performance.now() - started) / 1000;
  const shown = new Set((await readFile(file, 'utf8')).split('\n'));
  const missing = projects.filter((project) => !shown.has(project));
  if (missing.length > 0) {
    throw new Error(`the graph of ${name} lacks ${missing.length} projects, such as ${missing[0]}`);
  }
  return { wallSeconds };
}
