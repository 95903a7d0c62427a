import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { checkContextSources } from '../../images/bindings/check-context-sources';
import { contextSources } from '../../images/bindings/context-sources';
import { calledInstaller } from '../../images/installers/installers';
import { isGeneratedService } from '../../images/model/is-generated-service';
import { roleOfDockerfile } from '../../images/roles/role-of-dockerfile';
import type { Problem } from '../../problems/problem';
import { brokenLock } from '../../workspace/locks/lock';
import type { FileEdit } from '../file-edit';
import { updateText } from '../update-text';
import { dockerfileOf, type ImageFacts, type ImagePlan, planImage } from './plan-image';
import { standingStack } from './project/standing-stack';
import type { ServiceOptions } from './service-options';

/**
 * Plans the Dockerfile of one image. In one that exists, only what the options change is changed: the difference
 * between what would be written without them and with them.
 *
 * @param facts.force whether an existing file is overwritten
 */
export function editImage(
  tree: Tree,
  requested: ServiceOptions,
  facts: ImageFacts & { readonly force: boolean },
):
  | { readonly plan: ImagePlan; readonly edit: FileEdit }
  | { readonly problems: readonly Problem[] } {
  const { dockerfiles } = facts.workspace.model.images.catalogue;
  const standing = dockerfiles.get(dockerfileOf(requested, facts));
  const byHand = facts.force || !standing ? [] : writtenByHand(standing, requested, facts);
  if (byHand.length > 0) return { problems: byHand };
  // Its options would be read from paths outside of the project.
  const moved = standing ? movedSources(standing, (file) => tree.exists(file)) : [];
  if (moved.length > 0) return { problems: moved };
  const other = facts.force || !standing ? [] : writtenForOther(standing, requested, facts);
  if (other.length > 0) return { problems: other };
  const plan = planImage(tree, requested, facts);
  if ('problems' in plan) return plan;
  if (facts.force || !standing || !isGeneratedService(standing)) return { plan, edit: plan.edit };
  const before = planImage(tree, placeOf(requested), facts);
  if ('problems' in before) return { plan, edit: plan.edit };
  // It may have been written before the project was locked.
  const earlier = planImage(tree, placeOf(requested), { ...facts, lock: brokenLock([]) });
  const updated = updateText(plan.edit.file, {
    ...{ standing: standing.text, before: before.edit.content, after: plan.edit.content },
    ...('edit' in earlier && { earlier: earlier.edit.content }),
  });
  return 'problem' in updated ? { problems: [updated.problem] } : { plan, edit: updated.edit };
}

/** A file that is nobody's template is neither overwritten nor left with a note: the image would not be what was asked for. */
function writtenByHand(
  dockerfile: Dockerfile,
  { role = 'command', image }: ServiceOptions,
  { nxProject, project, workspace }: ImageFacts,
): readonly Problem[] {
  if (isGeneratedService(dockerfile)) return [];
  const { dockerfiles } = workspace.model.images.catalogue;
  const names = [role, `${image ?? role}-2`, `${image ?? role}-3`];
  const isFree = (name: string): boolean =>
    !dockerfiles.has(posix.join(project.dir, `${name}.Dockerfile`));
  const place = { file: dockerfile.file };
  const free = names.find(isFree) ?? `${role}-new`;
  return [{ kind: 'dockerfile-by-hand', place, project: nxProject, free }];
}

/** What would be another file as a whole is not written into one that exists, and is not left out in silence. */
function writtenForOther(
  dockerfile: Dockerfile,
  { role, stack, installer, image }: ServiceOptions,
  { nxProject, project, roles, workspace }: ImageFacts,
): readonly Problem[] {
  if (!isGeneratedService(dockerfile)) return [];
  const standingRole = roleOfDockerfile(dockerfile, roles);
  const pairs = [
    // A command that somebody has edited is no role any more.
    ['role', standingRole === 'command' ? undefined : standingRole, role],
    ['stack', standingStack(project.dir, workspace.model.images, image), stack],
    ['installer', calledInstaller(dockerfile), installer],
  ] as const;
  const differing = pairs.filter(([, is, asked]) => is && asked !== undefined && is !== asked);
  if (differing.length === 0) return [];
  const options = [
    ...(image === undefined ? [] : [`--image=${image}`]),
    ...differing.map(([name, , asked]) => `--${name}=${asked}`),
  ];
  return [
    {
      kind: 'dockerfile-for-other',
      place: { file: dockerfile.file },
      written: differing.map(([name, is]) => `--${name}=${is}`),
      command: ['nx g nx-slipway:service', nxProject, ...options, '--force'].join(' '),
    },
  ];
}

/** Paths that a Dockerfile takes from the folder that its own folder was before it was moved. */
function movedSources(
  dockerfile: Dockerfile,
  hasFile: (file: string) => boolean,
): readonly Problem[] {
  const stage = dockerfile.stages.at(-1);
  const sources = stage ? contextSources(dockerfile, [stage], []) : [];
  return checkContextSources({ sources, context: '.', hasFile }).filter(
    (problem) => problem.kind === 'context-source-missing' && problem.before !== undefined,
  );
}

/** Options that say which image is meant; the Dockerfile tells the others. */
function placeOf({
  name,
  role,
  directory,
  stack,
  installer,
  image,
}: ServiceOptions): ServiceOptions {
  return {
    name,
    ...(role && { role }),
    ...(directory !== undefined && { directory }),
    ...(stack !== undefined && { stack }),
    ...(installer !== undefined && { installer }),
    ...(image !== undefined && { image }),
    ...{ apt: [], buildApt: [], extras: [], groups: [], sources: [] },
    ...{ files: [], env: [], label: [] },
  };
}
