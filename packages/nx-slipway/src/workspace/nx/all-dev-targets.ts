import { developedImages, ownDevImage } from '../../images/develop/developed-image';
import type { Image } from '../../images/model/image';
import type { ImageModel } from '../../images/model/image-model';
import { devStackOf } from '../../images/model/stacks';
import {
  type DevTarget,
  type DevTargetFacts,
  type DevTargetNames,
  devTargets,
} from '../../images/nx/dev-targets';
import { developTargets } from '../../images/nx/develop-targets';

/** What the targets to develop a project with are planned from. */
export interface AllDevTargetFacts extends Omit<DevTargetFacts, 'stack'> {
  /** Those of the project. */
  readonly images: readonly Image[];
  readonly model: ImageModel;
}

/** Whether nx.json names any target to develop with; without one nothing needs to be looked up. */
export function hasDevTargets({
  testTargetName,
  lintTargetName,
  lockTargetName,
  devTargetName,
}: DevTargetNames): boolean {
  return Boolean(testTargetName || lintTargetName || lockTargetName || devTargetName);
}

/** Returns all targets to develop a Python project with. */
export function allDevTargets(
  names: DevTargetNames,
  { images, model, ...facts }: AllDevTargetFacts,
): Readonly<Record<string, DevTarget>> {
  const { devTargetName } = names;
  const stack = devStackOf(facts.project.lockFile, images, model);
  const { name, buildTargetName, taken } = facts;
  const develop = devTargetName
    ? developTargets(devTargetName, {
        ...{ name, buildTargetName, taken, stack },
        images: developedImages(images, model.catalogue),
        own: ownDevImage(images, model.catalogue),
      })
    : {};
  return { ...devTargets(names, { ...facts, stack }), ...develop };
}
