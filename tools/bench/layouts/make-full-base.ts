import { join } from 'node:path';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';
import { writeFilled } from '../workspace/write-filled.ts';

/** Makes what stands in for a full image of Python, on the slim one, and returns its reference. */
export async function makeFullBase(
  scene: Scene,
  { base, namespace }: { readonly base: string; readonly namespace: string },
): Promise<string> {
  const reference = `${namespace}/full:3.13-trixie`;
  const file = 'full-base.Dockerfile';
  const template = `layouts/originals/${file}`;
  await writeFilled(scene.folder, [{ template, file, values: { '@base@': base } }]);
  await runQuiet(scene, 'docker', [
    ...['buildx', 'build', '--load', '--provenance=false', `--tag=${reference}`],
    ...[`--file=${join(scene.folder, file)}`, join(scene.folder, 'locks')],
  ]);
  return reference;
}
