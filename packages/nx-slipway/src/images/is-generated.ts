import type { Dockerfile } from '../dockerfile/dockerfile';
import { findStage } from '../dockerfile/find-stage';

/**
 * Whether a service's Dockerfile was written by the generator: it has the stages that only the template
 * has. Their names outlive edits to what is in them.
 */
export function isGenerated(dockerfile: Dockerfile): boolean {
  return ['dependencies', 'libraries', 'application'].every((stage) =>
    findStage(dockerfile, stage),
  );
}
