import type { LayerGroup, LayerGroups } from './layer-groups';
import { packageBytes, type SharingImage } from './sharing-image';
import { isShareable } from './use-layers';

/** When a package is large, and how many layers an image has. */
export interface LargeBounds {
  /** Bytes of a package from which it has a layer of its own. */
  readonly largeBytes: number;
  /** Layers of an image, for all of its packages. */
  readonly maxLayers: number;
}

/** The part of an image's layers that large packages may take, so that some are left for what images share. */
const SHARE_OF_LAYERS = 2 / 3;

/**
 * The packages that have a layer of their own for their size, the largest first; each with those that own the same
 * files. It does not matter how many images have one: where only one does, a new version of another package of it would
 * still move all of its bytes.
 */
export function largePackages(
  images: readonly SharingImage[],
  together: LayerGroups['together'],
  { largeBytes, maxLayers }: LargeBounds,
): readonly (readonly string[])[] {
  const bytesOf = packageBytes(images);
  const found = new Map<string, { packages: readonly string[]; bytes: number; users: string[] }>();
  for (const { id, closure, hasOwnBuilder } of images) {
    const shareable = new Map(
      closure.filter((each) => isShareable(each, hasOwnBuilder)).map((each) => [each.name, each]),
    );
    for (const each of shareable.values()) {
      const bytes = bytesOf(each);
      if (bytes < largeBytes) continue;
      const names = together.find((set) => set.includes(each.name)) ?? [each.name];
      if (!names.every((name) => shareable.has(name))) continue;
      const packages = [...names].sort();
      const key = packages.join(' ');
      const known = found.get(key);
      found.set(key, {
        packages,
        bytes: Math.max(bytes, known?.bytes ?? 0),
        users: [...new Set([...(known?.users ?? []), id])],
      });
    }
  }
  const counts = new Map<string, number>();
  const most = Math.floor(maxLayers * SHARE_OF_LAYERS);
  return [...found.values()]
    .sort((a, b) => b.bytes - a.bytes || (a.packages.join() < b.packages.join() ? -1 : 1))
    .filter(({ users }) => {
      if (users.some((id) => (counts.get(id) ?? 0) >= most)) return false;
      for (const id of users) counts.set(id, (counts.get(id) ?? 0) + 1);
      return true;
    })
    .map(({ packages }) => packages);
}

/** Groups that stay, without packages that have a layer of their own now. What is left of one keeps its place. */
export function withoutLarge(
  kept: readonly LayerGroup[],
  large: readonly (readonly string[])[],
): readonly LayerGroup[] {
  const taken = new Set(large.flat());
  return kept.flatMap((group): readonly LayerGroup[] => {
    if (isAmong(group.packages, large)) return [group];
    const packages = group.packages.filter((name) => !taken.has(name));
    return packages.length === 0 ? [] : [{ ...group, packages }];
  });
}

/** Those large packages that have no layer of their own yet. */
export function newlyLarge(
  large: readonly (readonly string[])[],
  kept: readonly LayerGroup[],
): readonly (readonly string[])[] {
  const known = kept.map(({ packages }) => packages);
  return large.filter((packages) => !isAmong(packages, known));
}

function isAmong(packages: readonly string[], all: readonly (readonly string[])[]): boolean {
  return all.some((each) => [...each].sort().join() === [...packages].sort().join());
}
