import type { Reference, Stage } from './dockerfile';

/** All references of a set of stages that name an image outside the file, in the order they stand. */
export function imageReferences(stages: readonly Stage[]): Reference[] {
  return stages
    .flatMap((stage) => [stage.from, ...stage.uses])
    .filter((reference) => reference.kind === 'image');
}
