import { runQuiet } from '../demo/run-quiet.ts';
import { readLayers } from './read-layers.ts';
import type { Subject } from './subject.ts';
import { type Layer, sumDistinct } from './sum-distinct.ts';

/**
 * Pushes the images of all services to the engine's registry and sums what their layers take there, each
 * once and without the base image's. The names for pushing are removed again.
 */
export const readDistinctBytes = async (subject: Subject): Promise<number> => {
  const { scene, engine, base } = subject;
  const format = '{{json .RootFS.Layers}}';
  const baseLayers = JSON.parse(
    await runQuiet(scene, 'docker', ['image', 'inspect', '--format', format, base]),
  ) as readonly string[];
  const images: (readonly Layer[])[] = [];
  for (const service of subject.services) {
    const image = subject.builder.imageOf(service);
    const pushed = `${engine.registry}/${image}`;
    await runQuiet(scene, 'docker', ['image', 'tag', image, pushed]);
    try {
      await runQuiet(scene, 'docker', ['image', 'push', '--quiet', pushed]);
    } finally {
      await runQuiet(scene, 'docker', ['image', 'rm', pushed]);
    }
    images.push(await readLayers(engine.registry, image));
  }
  return sumDistinct(images, new Set(baseLayers));
};
