import type { Subject } from './subject.ts';

/** References of the images of all services. */
export const imagesOf = ({ registry, namespace, services }: Subject): readonly string[] =>
  services.map(({ name }) => `${registry}/${namespace}/${name}`);
