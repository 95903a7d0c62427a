import type { TargetKey } from '../../bake/keys/plan-keys';
import { dockerfileOf, type ImageCatalogue } from '../../images/model/image-catalogue';
import { isGeneratedService } from '../../images/model/is-generated-service';
import type { ImageRequest } from '../../images/options/image-options';
import { planVersionNotes } from '../../images/options/plan-version-notes';
import { measureStacks } from '../../images/shared-layers/measure-sharing';
import { unusedGroups } from '../../images/shared-layers/unused-groups';
import {
  dockerfileChecks,
  dockerfileWarnings,
} from '../../problems/kinds/dockerfiles/dockerfile-problem';
import { sharingStacks } from '../../workspace/bindings/sharing-stacks';
import type { RunFacts, RunPlan, RunRequests } from '../run-plan';
import { annotationNotes } from './engine-problems';
import { failDependents } from './fail-dependents';
import { planNames } from './plan-names';
import { emulatedParts } from './platform-notes';

/**
 * Names what tasks ask for, and decides which tasks fail for their names or for one they depend on.
 *
 * @param keys of the images that can be built, by image id; names may hold them
 */
export function planRun(
  runRequests: RunRequests,
  facts: RunFacts,
  keys: ReadonlyMap<string, TargetKey>,
): RunPlan {
  const { bake, tasks: _, ...settings } = runRequests;
  const { catalogue, localPlatform } = bake;
  const named = planNames(runRequests.tasks, facts, keys);
  const tasks = failDependents(named.tasks);
  const buildable = tasks.filter(({ problems }) => problems.length === 0);
  const left = new Set(buildable.flatMap(({ images }) => images.map(({ id }) => id)));
  const requests = bake.requests
    .filter(({ image }) => left.has(image.id))
    .map(({ image, options }): ImageRequest => {
      const tags = named.references.get(image.id) ?? [];
      return { image, options: { ...options, tags } };
    });
  const images = requests.map(({ image }) => image);
  const { layerGroups } = facts.layers;
  const stacks = sharingStacks(new Map([...facts.bindings].filter(([id]) => left.has(id))));
  return {
    ...settings,
    tasks,
    requests,
    catalogue,
    localPlatform,
    push: named.push,
    ...(layerGroups && { sharing: measureStacks(stacks, layerGroups) }),
    notes: [
      ...facts.notes,
      ...facts.workspace.problems.filter(
        ({ kind }) => dockerfileWarnings.has(kind) && !dockerfileChecks.has(kind),
      ),
      ...images.flatMap(({ id }) => {
        const { bindings, notes = [] } = facts.bindings.get(id) ?? {};
        return [...(bindings?.notes ?? []), ...notes];
      }),
      ...(layerGroups && hasAllServices(left, catalogue) ? unusedGroups(stacks, layerGroups) : []),
      ...requests.flatMap(({ image, options: { platforms } }) =>
        emulatedParts({ image, platforms }, facts),
      ),
      ...annotationNotes(named.push.images, runRequests.engine),
      ...facts.git.notes,
      ...planVersionNotes(catalogue, images, facts.git.versions),
    ],
  };
}

/** Whether a run builds every service, so that what none of its images has no image has. */
function hasAllServices(ids: ReadonlySet<string>, catalogue: ImageCatalogue): boolean {
  return [...catalogue.images.values()].every((image) => {
    const file = dockerfileOf(catalogue, image);
    return ids.has(image.id) || !file || !isGeneratedService(file);
  });
}
