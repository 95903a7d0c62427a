import type { Ground } from './contender.ts';
import { writeFilled } from './write-filled.ts';

/**
 * Writes the Dockerfiles that all but nx-slipway build from, as somebody writes them by hand who knows
 * BuildKit and uv well: one of the base stages, one of each service, one ignore file. They take the stages
 * `base` and `base-builder` from named contexts.
 */
export const writeDockerfiles = ({
  scene,
  services,
  base,
  namespace,
}: Pick<Ground, 'scene' | 'services' | 'base' | 'namespace'>): Promise<void> =>
  writeFilled(scene.folder, [
    { template: 'dockerfiles/dockerignore', file: '.dockerignore' },
    {
      template: 'dockerfiles/base.Dockerfile',
      file: 'images/python/Dockerfile',
      values: { '@base@': base, '@contender@': namespace },
    },
    ...services.map(({ name, module, role }) => ({
      template: `dockerfiles/${role}.Dockerfile`,
      file: `services/${name}/Dockerfile`,
      values: { '@name@': name, '@module@': module },
    })),
  ]);
