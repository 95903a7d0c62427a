import type { Dockerfile, Reference, Stage } from '../dockerfile';

/**
 * What a stage starts from in the end: the FROM of the first stage of its file that it is built on,
 * which names an image or `scratch`.
 */
export function outermostFrom({ stages }: Pick<Dockerfile, 'stages'>, stage: Stage): Reference {
  let { from } = stage;
  // A stage is built FROM one above it, so this ends.
  while (from.kind === 'stage') {
    const next = stages[from.stage ?? -1]?.from;
    if (!next) break;
    from = next;
  }
  return from;
}
