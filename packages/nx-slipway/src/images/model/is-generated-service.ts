import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';

/**
 * Whether a Dockerfile comes from the template of a service. Only that has all of these stages; their
 * names outlive edits to what is in them.
 */
export function isGeneratedService(dockerfile: Dockerfile): boolean {
  return ['dependencies', 'libraries', 'application'].every((stage) =>
    findStage(dockerfile, stage),
  );
}

/**
 * Whether the stage `application` of a generated Dockerfile runs nothing but the project's installation. What other
 * commands read of the project's folder nobody knows.
 */
export function installsOnly(dockerfile: Dockerfile): boolean {
  const runs = (findStage(dockerfile, 'application')?.instructions ?? []).filter(
    ({ keyword }) => keyword === 'RUN',
  );
  return (
    runs.length > 0 &&
    runs.every(({ text }) => /^RUN (--network=none )?install-projects [^&|;\n]+$/.test(text))
  );
}
