import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/find-stage';

/**
 * Whether a Dockerfile comes from the template of a service. Only that has all of these stages; their
 * names outlive edits to what is in them.
 */
export function isGeneratedService(dockerfile: Dockerfile): boolean {
  return ['dependencies', 'libraries', 'application'].every((stage) =>
    findStage(dockerfile, stage),
  );
}
