import { compareSettings, compareValues, type Difference } from './difference';
import type { ImageFacts } from './image-facts';
import { compareList, partsOfImages } from './image-parts';
import type { InstalledContents } from './installed-contents';

/** An image of a service on one of two bases. */
export interface UpgradedImage extends ImageFacts {
  /** What is in it; absent where nothing in it can tell, as in an image without a shell. */
  readonly contents?: InstalledContents;
}

/** Lists what is different in two images of one service, sizes and ids left aside. */
export function compareUpgradedImages(
  before: UpgradedImage,
  after: UpgradedImage,
): readonly Difference[] {
  const { settings, lists } = partsOfImages(before, after);
  return [
    ...compareSettings(settings),
    ...lists.flatMap(compareList),
    ...compareContents(before.contents, after.contents),
  ];
}

/** Shared libraries that an image lacks and the one before it did not. */
export function newlyMissing(
  before: InstalledContents | undefined,
  after: InstalledContents,
): readonly string[] {
  // A file of another Python has another name, and lacks the same library.
  const known = new Set(before?.missingLibraries.map(libraryOf));
  return after.missingLibraries.filter((each) => !known.has(libraryOf(each)));
}

function libraryOf(missing: string): string {
  return missing.replace(/ needed by .*$/, '');
}

function compareContents(
  before: InstalledContents | undefined,
  after: InstalledContents | undefined,
): readonly Difference[] {
  if (!before || !after) return [];
  return [
    ...compareSettings([['Python', before.python ?? '', after.python ?? '']]),
    ...compareValues('package', [before.packages, after.packages]),
    ...newlyMissing(before, after).map((missing) => ({ area: 'missing library', after: missing })),
  ];
}
