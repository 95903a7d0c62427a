import type { LayerGroup, LayerGroups } from './layer-groups';
import { countGuessed, packageBytes, type SharingImage, type SharingStacks } from './sharing-image';
import { useLayers } from './use-layers';

/** Sizes of an image's third-party packages, in bytes of the fetched files. */
export interface ImageBytes {
  readonly id: string;
  /** Shared layers, by the name of their group; in their order. */
  readonly layers: readonly { readonly name: string; readonly bytes: number }[];
  /** What the image installs for itself. */
  readonly own: number;
}

/** Sizes of the third-party packages of several images. */
export interface SharingBytes {
  /** Sorted by id. */
  readonly images: readonly ImageBytes[];
  /** Where every image has all of its packages for itself. */
  readonly without: number;
  /** Where each shared layer counts once: what a registry holds, and what a node pulls to run them all. */
  readonly distinct: number;
  /** Packages whose size no lock tells, so that all of this holds a guess for each of them. */
  readonly guessed: number;
}

/** Weighs what images of a stack share by groups. */
export function measureSharing(
  images: readonly SharingImage[],
  groups: readonly LayerGroup[],
  together: LayerGroups['together'] = [],
): SharingBytes {
  const bytesOf = packageBytes(images);
  const distinct = new Map<string, number>();
  const sum = (packages: SharingImage['closure']): number =>
    packages.reduce((total, each) => total + bytesOf(each), 0);
  const measured = [...images]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, closure, hasOwnBuilder }): ImageBytes => {
      const used = useLayers(closure, groups, { together, hasOwnBuilder });
      const layers = used.map(({ name, packages, requirements }) => {
        const bytes = sum(closure.filter((each) => packages.includes(each.name)));
        distinct.set(requirements.join('\n'), bytes);
        return { name, bytes };
      });
      const shared = layers.reduce((total, { bytes }) => total + bytes, 0);
      return { id, layers, own: sum(closure) - shared };
    });
  const own = measured.reduce((total, each) => total + each.own, 0);
  return {
    images: measured,
    without: images.reduce((total, { closure }) => total + sum(closure), 0),
    distinct: own + [...distinct.values()].reduce((total, each) => total + each, 0),
    guessed: countGuessed(images),
  };
}

/** Weighs what the images of all stacks share by their layer groups. */
export function measureStacks(
  stacks: SharingStacks,
  layerGroups: Pick<LayerGroups, 'stacks' | 'together'>,
): SharingBytes {
  const all = [...stacks].map(([name, images]) =>
    measureSharing(images, layerGroups.stacks.get(name) ?? [], layerGroups.together),
  );
  return {
    images: all.flatMap(({ images }) => images).sort((a, b) => (a.id < b.id ? -1 : 1)),
    without: all.reduce((total, { without }) => total + without, 0),
    distinct: all.reduce((total, { distinct }) => total + distinct, 0),
    guessed: all.reduce((total, { guessed }) => total + guessed, 0),
  };
}

/** Whether shared layers save anything at all. */
export function hasSavings({
  images,
  without,
  distinct,
}: Pick<SharingBytes, 'images' | 'without' | 'distinct'>): boolean {
  return images.length > 1 && distinct < without;
}
