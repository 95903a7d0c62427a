import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { isGeneratedService } from '../../images/model/is-generated-service';
import type { RoleDefinitions } from '../../images/roles/definition/role-definition';
import { roleOfDockerfile } from '../../images/roles/role-of-dockerfile';

/** What decides where a Dockerfile goes. */
export interface DockerfileFacts {
  /** Those of the workspace, by path. */
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  readonly roles: RoleDefinitions;
}

/**
 * The Dockerfile an image of a project is written to: `Dockerfile` for the first one, and
 * `<role>.Dockerfile` for a further role, so that the first image keeps its name.
 *
 * @param dir folder of the project
 * @param wanted the name given to the image, if any
 */
export function chooseDockerfile(
  dir: string,
  wanted: { readonly image?: string; readonly role: string },
  { dockerfiles, roles }: DockerfileFacts,
): string {
  const { image, role } = wanted;
  if (image !== undefined) return posix.join(dir, `${image}.Dockerfile`);
  if (role === 'dev') return posix.join(dir, 'dev.Dockerfile');
  const first = posix.join(dir, 'Dockerfile');
  const standing = dockerfiles.get(first);
  return standing && isGeneratedService(standing) && roleOfDockerfile(standing, roles) !== role
    ? posix.join(dir, `${role}.Dockerfile`)
    : first;
}
