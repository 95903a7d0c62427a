import type { Explanations } from './explanation';

/** What can go wrong when the engine is called. */
export type EngineProblem = {
  readonly kind: 'engine-unreachable';
  /** What the engine's client said. */
  readonly detail: string;
};

export const engineExplanations: Explanations<EngineProblem> = {
  'engine-unreachable': ({ detail }) => ({
    what: `no Docker engine answers: ${detail}`,
    next: 'Start Docker, or point DOCKER_HOST at an engine; `docker info` must answer.',
  }),
};
