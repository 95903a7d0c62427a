import type { Ground } from '../contender.ts';
import { writeFilled } from './write-filled.ts';

/** What the Dockerfiles are of. */
interface Parts extends Pick<Ground, 'scene' | 'services' | 'base' | 'namespace'> {
  /**
   * What stands before `base` and `base-builder` in a FROM: nothing where these are named contexts, else where
   * the two images are. Not `docker-image://` contexts: those take what was last pushed, not what was last built.
   */
  readonly stages: string;
}

/**
 * Writes the Dockerfiles that all but nx-slipway build from, as somebody writes them by hand who knows
 * BuildKit and uv well: one of the base stages, one of each service, one ignore file.
 */
export function writeDockerfiles({
  scene,
  services,
  base,
  namespace,
  stages,
}: Parts): Promise<void> {
  return writeFilled(scene.folder, [
    { template: 'dockerfiles/dockerignore', file: '.dockerignore' },
    {
      template: 'dockerfiles/base.Dockerfile',
      file: 'images/python/Dockerfile',
      values: { '@base@': base, '@contender@': namespace },
    },
    ...services.map(({ name, module, role }) => ({
      template: `dockerfiles/${role}.Dockerfile`,
      file: `services/${name}/Dockerfile`,
      values: { '@name@': name, '@module@': module, '@stages@': stages },
    })),
  ]);
}
