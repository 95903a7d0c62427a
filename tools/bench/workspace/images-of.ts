import type { Subject } from './subject.ts';

/** References of the images of all services. */
export function imagesOf({ registry, namespace, services }: Subject): readonly string[] {
  return services.map(({ name }) => `${registry}/${namespace}/${name}`);
}
