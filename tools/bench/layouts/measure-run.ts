import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuiet } from '../../demo/run-quiet.ts';
import { commitAll } from '../../demo/workspace/commit-all.ts';
import { restoreWorkspace } from '../../demo/workspace/restore-workspace.ts';
import { freshLine } from '../report/fresh-line.ts';
import { commitChange } from '../workspace/commit-change.ts';
import { type Locks, withDependency } from './locks.ts';
import type { Run } from './results.ts';
import type { Shape } from './shape.ts';
import { CHANGED } from './shapes.ts';
import type { Subject } from './subject.ts';
import { withNonce } from './with-nonce.ts';

/** A run to make. */
interface Order {
  readonly shape: Shape;
  /** From 0. */
  readonly run: number;
  readonly locks: Locks;
  /** Beginnings of the references of base images. */
  readonly bases: readonly string[];
}

/**
 * Builds a shape where the engine has run none of its steps, then with a line of code changed, then with a new
 * dependency, and times each.
 */
export async function measureRun(subject: Subject, order: Order): Promise<Run> {
  const { scene } = subject;
  const { shape, run, locks } = order;
  await restoreWorkspace(scene);
  await forgetSteps(scene.folder, order.bases);
  await commitAll(scene, 'A first step that is new');
  const uncached = await time(subject, shape);
  const image = subject.imageOf(shape);
  // Whole layers, those of files that are removed later included, as a registry has them.
  const printed = await runQuiet(scene, 'docker', [
    ...['history', '--human=false', '--format={{.Size}}', image],
  ]);
  const bytes = printed.split('\n').reduce((sum, size) => sum + Number(size), 0);
  const module = shape.app === 'pay' ? 'pay.app' : 'domain';
  await runQuiet(scene, 'docker', ['run', '--rm', image, 'python', '-c', `import ${module}`]);
  const project = subject.projectOf(shape);
  await commitChange(scene, join(project, CHANGED[shape.app]), (text) => text + freshLine());
  const code = await time(subject, shape);
  await commitChange(
    scene,
    join(project, 'pyproject.toml'),
    (text) => withDependency(text, run),
    () => writeFile(join(scene.folder, project, 'poetry.lock'), locks.changed[run] ?? ''),
  );
  const dependency = await time(subject, shape);
  return { uncached, code, dependency, bytes };
}

/** Builds, and throws where the image did not become another. @returns seconds */
async function time({ scene, build, imageOf }: Subject, shape: Shape): Promise<number> {
  const read = () =>
    runQuiet(scene, 'docker', ['image', 'ls', '--quiet', '--no-trunc', imageOf(shape)]);
  const before = await read();
  const started = performance.now();
  await build(shape);
  const seconds = Math.round(performance.now() - started) / 1000;
  if ((await read()) === before) throw new Error(`${imageOf(shape)} is what it was before`);
  return seconds;
}

async function forgetSteps(folder: string, bases: readonly string[]): Promise<void> {
  const nonce = randomBytes(6).toString('hex');
  for (const each of await readdir(folder, { recursive: true })) {
    if (!/Dockerfile$/.test(each) || each.startsWith('node_modules')) continue;
    const file = join(folder, each);
    await writeFile(file, withNonce(await readFile(file, 'utf8'), nonce, bases));
  }
}
