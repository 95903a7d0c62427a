import { withoutSlash } from '../../python/projects/without-slash';
import {
  compareValues,
  type Difference,
  type Setting,
  shownVariable,
  shownWords,
  type Values,
} from './difference';
import { type ImageFacts, probeWords } from './image-facts';

/** What an image has by name, in two images. */
export interface ValueList {
  /** `variable`, as each difference is called. */
  readonly area: string;
  /** `variables`. */
  readonly plural: string;
  readonly before: Values;
  readonly after: Values;
  /** The text that is shown for a value, such as one that hides a secret. */
  readonly shown?: (name: string, value: string) => string;
}

/** What decides what a container of an image does, in two images. */
export interface ImageParts {
  readonly settings: readonly Setting[];
  readonly lists: readonly ValueList[];
}

/** The facts that are parts: not what an image is called, nor how large it is. */
type Facts = Omit<ImageFacts, 'reference' | 'id' | 'size'>;

/** What an image has one of, in the order in which it is shown. */
const SETTINGS: Readonly<Record<string, (image: Facts) => string>> = {
  user: ({ user }) => user || 'root',
  entrypoint: ({ entrypoint }) => shownWords(entrypoint),
  command: ({ command }) => shownWords(command),
  'working directory': ({ workdir }) => withoutSlash(workdir) || '/',
  ports: ({ ports }) => ports.join(', '),
  volumes: ({ volumes }) => volumes.join(', '),
  'stop signal': ({ stopSignal }) => stopSignal,
  probe: (image) => shownWords(probeWords(image) ?? []),
};

/** Puts the parts of two images beside each other: the one list that everything that compares images uses. */
export function partsOfImages(before: Facts, after: Facts): ImageParts {
  return {
    settings: Object.entries(SETTINGS).map(([area, of]) => [area, of(before), of(after)]),
    lists: [
      {
        ...{ area: 'variable', plural: 'variables', shown: shownVariable },
        ...{ before: before.environment, after: after.environment },
      },
      { area: 'label', plural: 'labels', before: before.labels, after: after.labels },
    ],
  };
}

/** Lists which values of a list differ, by name. */
export function compareList({ area, before, after, shown }: ValueList): readonly Difference[] {
  return compareValues(area, [before, after], shown);
}
