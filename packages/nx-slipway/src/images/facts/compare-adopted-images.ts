import { compareSettings, type Difference, type Setting } from './difference';
import type { ImageFacts } from './image-facts';
import { compareList, partsOfImages, type ValueList } from './image-parts';
import type { ProjectContents } from './project-contents';

/** An image that is adopted, or the one in its place. */
export interface AdoptedImage extends Omit<ImageFacts, 'id' | 'size'> {
  /** As the engine words it; empty where it does not say. */
  readonly size: string;
  readonly contents: ProjectContents;
}

/** Two images beside each other. */
export interface Comparison {
  readonly before: string;
  readonly after: string;
  /** As the engine words them. */
  readonly sizes: readonly [string, string];
  /** What is the same in both, in words: `user`, `24 packages`. */
  readonly same: readonly string[];
  readonly differences: readonly Difference[];
}

/** Compares an image with the one in its place. */
export function compareAdoptedImages(before: AdoptedImage, after: AdoptedImage): Comparison {
  const [old, now] = [before.contents, after.contents];
  // Ids of the user as its processes have them: an image may name it in two ways.
  const parts = partsOfImages({ ...before, user: old.ids }, { ...after, user: now.ids });
  const settings: readonly Setting[] = [['Python', old.python, now.python], ...parts.settings];
  const lists: readonly ValueList[] = [
    ...parts.lists,
    { area: 'package', plural: 'packages', before: old.packages, after: now.packages },
    { area: 'file', plural: 'files', before: old.files, after: now.files, shown: shortDigest },
  ];
  const equal = settings.filter(([, one, other]) => one === other && one !== '');
  return {
    ...{ before: before.reference, after: after.reference, sizes: [before.size, after.size] },
    same: [
      ...equal.map(([area]) => area),
      ...lists.flatMap((list) => {
        const count = [...list.before].filter(
          ([name, value]) => list.after.get(name) === value,
        ).length;
        return count === 0 ? [] : [`${count} ${list.plural}`];
      }),
    ],
    differences: [...compareSettings(settings), ...lists.flatMap(compareList)],
  };
}

/** Enough to tell two files apart. */
function shortDigest(_: string, digest: string): string {
  return digest.replace(/^(\w{12})\w+/, '$1');
}
