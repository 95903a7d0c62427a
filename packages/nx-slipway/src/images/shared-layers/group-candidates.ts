import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { countInEither, type ImageSet, imageSet } from './image-set';
import type { LayerGroups } from './layer-groups';
import { packageBytes, type SharingImage } from './sharing-image';
import { indexOf, isShareable } from './use-layers';

/** Packages that could form a layer, and which images would use it. */
export interface Candidate {
  /** Normalised; sorted. */
  readonly packages: readonly string[];
  /** Bytes of the layer. */
  readonly bytes: number;
  /**
   * By image, in the order of the images: which of several contents of the layer it has, counted from 1;
   * 0 where it has none. Locks of their own may hold other versions.
   */
  readonly contents: Uint16Array;
  /** How many contents there are. */
  readonly distinct: number;
  /** Images that have it. */
  readonly users: ImageSet;
  /** Bytes that are not repeated in other images. */
  readonly saving: number;
}

/**
 * The packages of the images of a stack, those together that exactly the same images have in the same
 * versions. What only one image has is in none of them.
 */
export function groupCandidates(
  images: readonly SharingImage[],
  together: LayerGroups['together'],
): readonly Candidate[] {
  const bytesOf = packageBytes(images);
  const units = new Map<string, { bytes: number; contents: string[] }>();
  images.forEach(({ closure, hasOwnBuilder }, image) => {
    const shareable = new Map(
      closure.filter((each) => isShareable(each, hasOwnBuilder)).map((each) => [each.name, each]),
    );
    for (const each of shareable.values()) {
      const names = together.find((set) => set.includes(each.name)) ?? [each.name];
      const found = names.flatMap((name) => shareable.get(name) ?? []);
      if (found.length < names.length) continue;
      const key = [...names].sort().join(' ');
      const unit = units.get(key) ?? { bytes: 0, contents: [] };
      unit.bytes = Math.max(unit.bytes, sum(found.map(bytesOf)));
      unit.contents[image] = found.map(contentOf).join('\n');
      units.set(key, unit);
    }
  });

  const alike = new Map<string, Candidate>();
  for (const [key, unit] of [...units].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const contents = numbered(images.map((_, image) => unit.contents[image] ?? ''));
    const signature = contents.join();
    const known = alike.get(signature);
    const packages = [...(known?.packages ?? []), ...key.split(' ')].sort();
    alike.set(signature, candidate(packages, unit.bytes + (known?.bytes ?? 0), contents));
  }
  return [...alike.values()].filter(({ saving }) => saving > 0);
}

/** Two candidates as one layer, which those images have that have both. */
export function mergeCandidates(a: Candidate, b: Candidate): Candidate {
  const pairs = Array.from(a.contents, (own, image) => {
    const other = b.contents[image] ?? 0;
    return own === 0 || other === 0 ? '' : `${own} ${other}`;
  });
  return candidate([...a.packages, ...b.packages].sort(), a.bytes + b.bytes, numbered(pairs));
}

/** The saving of two candidates as one layer, without making it: most of what is weighed is not taken. */
export function mergedSaving(a: Candidate, b: Candidate): number {
  if (a.distinct === 1 && b.distinct === 1) {
    return Math.max(0, countInEither(a.users, b.users) - 1) * (a.bytes + b.bytes);
  }
  return mergeCandidates(a, b).saving;
}

function candidate(packages: readonly string[], bytes: number, contents: Uint16Array): Candidate {
  const users = imageSet(contents.length, (image) => contents[image] !== 0);
  const distinct = contents.reduce((most, each) => Math.max(most, each), 0);
  const saving = (countInEither(users, users) - distinct) * bytes;
  return { packages, bytes, contents, distinct, users, saving };
}

/** Numbers texts in the order they come up, from 1; empty ones are 0. */
function numbered(texts: readonly string[]): Uint16Array {
  const numbers = new Map<string, number>([['', 0]]);
  return Uint16Array.from(texts, (text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}

/** What {@link useLayers} makes another layer of where it differs. */
function contentOf(found: ThirdPartyPackage): string {
  return `${indexOf(found)} ${found.requirement}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
