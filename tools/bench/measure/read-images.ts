import { runQuiet } from '../../demo/run-quiet.ts';
import type { Order } from '../contender.ts';
import { readDigests } from '../registry/read-digests.ts';
import { imagesOf } from '../workspace/images-of.ts';
import type { Subject } from '../workspace/subject.ts';

/** Ids of the images of services, by what they are named in the place; those that are not there are left out. */
export async function readImages(
  subject: Subject,
  place: Order['to'],
): Promise<ReadonlyMap<string, string>> {
  const { scene, engine, namespace, services } = subject;
  if (place === 'registry') {
    // Not by the proxy: what the bench asks is no contender's.
    return readDigests(
      engine.registry,
      services.map(({ name }) => `${namespace}/${name}`),
    );
  }
  const images = imagesOf(subject);
  const printed = await runQuiet(scene, 'docker', [
    ...['image', 'ls', '--no-trunc', '--format={{.Repository}} {{.ID}}'],
    ...images.map((image) => `--filter=reference=${image}`),
  ]);
  const lines = printed.split('\n').map((line) => line.split(' '));
  return new Map(lines.flatMap(([name, id]) => (name && id ? [[name, id]] : [])));
}
