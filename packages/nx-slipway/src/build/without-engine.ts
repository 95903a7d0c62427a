import type { Problem } from '../problems/problem';

/** What is wrong where there is no engine that could be asked or that could build. */
export const WITHOUT_ENGINE: ReadonlySet<Problem['kind']> = new Set([
  ...(['engine-missing', 'buildx-missing', 'engine-unreachable'] as const),
  ...(['podman-missing', 'podman-unreachable'] as const),
]);
