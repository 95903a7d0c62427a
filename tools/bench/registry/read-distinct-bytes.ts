import { runQuiet } from '../../demo/run-quiet.ts';
import type { Subject } from '../workspace/subject.ts';
import { readLayers } from './read-layers.ts';
import { type Layer, sumDistinct } from './sum-distinct.ts';

/** Sums what the layers of the pushed images of all services take, each once and without the base image's. */
export async function readDistinctBytes(subject: Subject): Promise<number> {
  const { scene, engine, base, services, namespace } = subject;
  const format = '{{json .RootFS.Layers}}';
  const baseLayers = JSON.parse(
    await runQuiet(scene, 'docker', ['image', 'inspect', '--format', format, base]),
  ) as readonly string[];
  const images: (readonly Layer[])[] = [];
  for (const { name } of services) {
    images.push(await readLayers(engine.registry, `${namespace}/${name}`));
  }
  return sumDistinct(images, new Set(baseLayers));
}
