import type { Image } from '../../images/model/image';
import type { BakeInputs } from '../bake-inputs';
import { byName } from '../by-name';
import { addImageTarget, ownTargetName } from './add-image-target';
import { type BakeFileBuilder, bakeFileBuilder, type ContentTarget } from './bake-file-builder';
import { crossingOf } from './crossing';
import { targetName } from './target-name';

/** All that decides the content of a run's images, before any of them has a name. */
export interface ContentPlan
  extends Pick<BakeInputs, 'localPlatform' | 'workspaceRoot' | 'runFolder'> {
  /** Sorted by name. */
  readonly targets: Readonly<Record<string, ContentTarget>>;
  /** Those of the targets that are images of the workspace. */
  readonly images: ReadonlyMap<string, Image>;
  /** Targets of the images that are asked for. */
  readonly requested: readonly string[];
  /** Files the targets speak of, by path below the run's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** Platforms that single links ask for, by target. */
  readonly platforms: BakeFileBuilder['platforms'];
  readonly ownLinks: BakeFileBuilder['ownLinks'];
}

/**
 * Drafts a target for each requested image and for everything they are built from. Images of the workspace
 * are linked as `target:`, which every builder resolves, whatever its driver.
 */
export function planContent(inputs: BakeInputs): ContentPlan {
  const requests = [...inputs.requests].sort((a, b) => (a.image.id < b.image.id ? -1 : 1));
  const requested = new Map(requests.map(({ image, options }) => [image.id, options]));
  const bakeFile = bakeFileBuilder(inputs.workspaceRoot);
  const crossing = crossingOf(inputs);
  const scope = { inputs, bakeFile, requested, ...(crossing && { crossing }) };
  for (const { image } of requests) addImageTarget(image, scope);
  const { localPlatform, workspaceRoot, runFolder, catalogue } = inputs;
  const images = [...catalogue.images.values()].flatMap((image) =>
    [targetName(image.id), ownTargetName(image)].map((name) => [name, image] as const),
  );
  return {
    localPlatform,
    workspaceRoot,
    runFolder,
    targets: Object.fromEntries([...bakeFile.targets].sort(byName)),
    images: new Map(images.filter(([name]) => bakeFile.targets.has(name))),
    requested: requests.map(({ image }) => targetName(image.id)),
    files: Object.fromEntries([...bakeFile.files].sort(byName)),
    platforms: bakeFile.platforms,
    ownLinks: bakeFile.ownLinks,
  };
}
