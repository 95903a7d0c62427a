import {
  compareSettings,
  compareValues,
  type Difference,
  type Setting,
  shownVariable,
  shownWords,
  type Values,
} from './difference';
import type { ImageFacts } from './image-facts';
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
  const both = (of: (image: AdoptedImage) => string) => [of(before), of(after)] as const;
  const settings: readonly Setting[] = [
    ['Python', ...both(({ contents }) => contents.python)],
    ['user', ...both(({ contents }) => contents.ids)],
    ['entrypoint', ...both(({ entrypoint }) => shownWords(entrypoint))],
    ['command', ...both(({ command }) => shownWords(command))],
    ['working directory', ...both(({ workdir }) => workdir || '/')],
    ['ports', ...both(({ ports }) => ports.join(', '))],
    ['volumes', ...both(({ volumes }) => volumes.join(', '))],
    ['stop signal', ...both(({ stopSignal }) => stopSignal)],
    ['probe', ...both(({ probe }) => shownWords(probe))],
  ];
  const lists: readonly (readonly [string, string, Values, Values, typeof shownVariable?])[] = [
    ['variable', 'variables', before.environment, after.environment, shownVariable],
    ['label', 'labels', before.labels, after.labels],
    ['package', 'packages', before.contents.packages, after.contents.packages],
    ['file', 'files', before.contents.files, after.contents.files, shortDigest],
  ];
  const equal = settings.filter(([, one, other]) => one === other && one !== '');
  return {
    ...{ before: before.reference, after: after.reference, sizes: [before.size, after.size] },
    same: [
      ...equal.map(([area]) => area),
      ...lists.flatMap(([, plural, one, other]) => {
        const count = [...one].filter(([name, value]) => other.get(name) === value).length;
        return count === 0 ? [] : [`${count} ${plural}`];
      }),
    ],
    differences: [
      ...compareSettings(settings),
      ...lists.flatMap(([area, , one, other, shown]) => compareValues(area, [one, other], shown)),
    ],
  };
}

/** Enough to tell two files apart. */
function shortDigest(_: string, digest: string): string {
  return digest.replace(/^(\w{12})\w+/, '$1');
}
