import type { Dockerfile, Stage } from '../dockerfile';

/**
 * The stage `docker build --target` takes: by name in either case, the lowest of several with one
 * name; without a name the last stage of the file.
 */
export function findStage({ stages }: Dockerfile, name?: string): Stage | undefined {
  if (name === undefined) return stages.at(-1);
  return stages.findLast((stage) => stage.name === name.toLowerCase());
}
