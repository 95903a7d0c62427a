import type { Image } from '../../images/image';
import { planRequest } from '../../images/plan-request';
import { releaseTags } from '../../images/release-tags';
import { parseTags } from '../../images/tags/parse-tags';
import { planReferences } from '../../images/tags/plan-references';
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
  readonly namespace: string;
  /** Templates of the repositories it is pushed to. */
  readonly repositories: readonly string[];
}

/** Decides what a task pushes: the version just given by `nx release`, else the one the project has. */
export function planPublication(
  { id: task, project, options: { nxReleaseVersionData: released } }: PublishTask,
  { root, images, version: own, namespace, repositories }: PublicationFacts,
): Publication {
  const given = released?.[project]?.newVersion;
  if (given === null) return { kind: 'unchanged', task, project };
  const request = planRequest({ name: project, root }, images, {});
  const version = given === undefined ? own : { version: given };
  const problems = [...request.problems, ...('problem' in version ? [version.problem] : [])];
  if ('problem' in version || problems.length > 0) return { kind: 'problem', task, problems };
  const tags = releaseTags(version.version);
  const naming = { tags: parseTags(tags), repositories, namespace };
  const named = request.images.map((image) => planReferences(image, naming, { revision: {} }));
  const wrong = named.flatMap((each) => each.problems);
  if (wrong.length > 0) return { kind: 'problem', task, problems: wrong };
  const references = named.flatMap((each) => each.references);
  return { kind: 'push', task, project, version: version.version, tags, references };
}
