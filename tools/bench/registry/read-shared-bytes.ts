import type { Subject } from '../workspace/subject.ts';
import { readLayers } from './read-layers.ts';
import { type Layer, sumDistinct } from './sum-distinct.ts';

/** Sums what the layers take that the pushed images of a service have on all platforms, each once. */
export async function readSharedBytes(
  { engine, services, namespace }: Subject,
  platforms: readonly string[],
): Promise<number> {
  const shared: (readonly Layer[])[] = [];
  for (const { name } of services) {
    const [first = [], ...others] = await Promise.all(
      platforms.map((each) =>
        readLayers(engine.registry, `${namespace}/${name}`, {
          architecture: each.split('/')[1] ?? '',
        }),
      ),
    );
    const digests = others.map((layers) => new Set(layers.map(({ digest }) => digest)));
    shared.push(first.filter(({ digest }) => digests.every((each) => each.has(digest))));
  }
  return sumDistinct(shared, new Set());
}
