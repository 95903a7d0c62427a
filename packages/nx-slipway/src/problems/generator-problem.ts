import type { Explanations } from './explanation';
import type { Place } from './place';

/** What can be wrong with what a generator is asked to do. */
export type GeneratorProblem = {
  readonly kind: 'not-a-python-project';
  readonly place: Place;
};

export const generatorExplanations: Explanations<GeneratorProblem> = {
  'not-a-python-project': ({ place }) => ({
    what: `${place.file} holds no pyproject.toml`,
    next: 'Name a folder that is a Python project, or a new one.',
  }),
};
