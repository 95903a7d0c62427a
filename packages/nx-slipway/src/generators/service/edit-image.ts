import type { Tree } from '@nx/devkit';
import { isGeneratedService } from '../../images/model/is-generated-service';
import type { Problem } from '../../problems/problem';
import type { FileEdit } from '../file-edit';
import { dockerfileOf, type ImageFacts, type ImagePlan, planImage } from './plan-image';
import type { ServiceOptions } from './service-options';
import { updateDockerfile } from './update-dockerfile';

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
  const plan = planImage(tree, requested, facts);
  if ('problems' in plan) return plan;
  const { dockerfiles } = facts.workspace.model.images.catalogue;
  const standing = dockerfiles.get(dockerfileOf(requested, facts));
  if (facts.force || !standing || !isGeneratedService(standing)) return { plan, edit: plan.edit };
  const before = planImage(tree, placeOf(requested), facts);
  if ('problems' in before || before.edit.content === plan.edit.content) {
    return { plan, edit: plan.edit };
  }
  const updated = updateDockerfile(plan.edit.file, {
    ...{ standing: standing.text, before: before.edit.content, after: plan.edit.content },
  });
  return 'problem' in updated ? { problems: [updated.problem] } : { plan, edit: updated.edit };
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
