import type { Image } from '../../images/image';
import { planRequest } from '../../images/plan-request';
import { releaseTags } from '../../images/release-tags';
import type { Problem } from '../../problems/problem';
import type { Publication } from './publication';
import type { ReleasePublishSchema } from './schema';

/** One Nx task of the executor. */
export interface PublishTask {
  /** `api:nx-release-publish` */
  readonly id: string;
  readonly project: string;
  readonly options: ReleasePublishSchema;
}

/** What a publication is planned from. */
export interface PublicationFacts {
  /** Folder of the project. */
  readonly root: string;
  /** All images of the project. */
  readonly images: readonly Image[];
  /** The version that the pyproject or git gives the project. */
  readonly version: { readonly version: string } | { readonly problem: Problem };
}

/** Decides what a task pushes: the version just given by `nx release`, else the one the project has. */
export function planPublication(
  { id: task, project, options: { nxReleaseVersionData: released } }: PublishTask,
  { root, images, version: own }: PublicationFacts,
): Publication {
  const given = released?.[project]?.newVersion;
  if (given === null) return { kind: 'unchanged', task, project };
  const request = planRequest({ name: project, root }, images, {});
  const version = given === undefined ? own : { version: given };
  const problems = [...request.problems, ...('problem' in version ? [version.problem] : [])];
  if ('problem' in version || problems.length > 0) return { kind: 'problem', task, problems };
  const tags = new Map(
    request.images.map((image) => [image.id, releaseTags(image, version.version)]),
  );
  return { kind: 'push', task, project, version: version.version, tags };
}
