import { posix } from 'node:path';
import type { LinkedRemedy, UnsureLink } from '../../../problems/kinds/upgrades/linked-problem';
import type { Place } from '../../../problems/place';
import type { Image } from '../../model/image';
import type { CheckFacts, UpgradedService } from '../check-facts';
import { fileOrigin } from './file-origin';
import type { LinkedFiles } from './image-links';
import { type WheelOrigin, wheelOrigin } from './wheel-origin';

/** How a compiled file of an image gets into the image on the new base. */
export type LinkOrigin =
  /** With the same bytes. */
  | { readonly kind: 'kept'; readonly place: Place; readonly remedy: LinkedRemedy }
  /** As another file that is made of the same sources for another Python, and likely linked in the same way. */
  | { readonly kind: 'alike'; readonly place: Place; readonly remedy: LinkedRemedy }
  /** It is linked again on the new base. */
  | { readonly kind: 'made' }
  | { readonly kind: 'unsure'; readonly place?: Place; readonly unsure: UnsureLink };

/** What origins are found with. */
export interface LinkContext {
  readonly facts: CheckFacts;
  readonly service: UpgradedService;
  readonly image: Image;
  /** Machine of the image. */
  readonly machine: string;
}

/**
 * Finds out how compiled files get into the image on the new base.
 *
 * @param file one of them, for what no distribution has
 */
export function linkOrigin(
  { distribution, hashes }: Pick<LinkedFiles, 'distribution' | 'hashes'>,
  file: string,
  { facts, service, image, machine }: LinkContext,
): LinkOrigin {
  const { from: base, catalogue, vendored } = facts;
  const ofWorkspace = (source: string): LinkOrigin =>
    vendored.get(source) === hashes[file]
      ? { kind: 'kept', place: { file: source }, remedy: 'workspace' }
      : { kind: 'unsure', place: { file: source }, unsure: 'stale' };
  if (!distribution) {
    const origin = fileOrigin(file, image, { catalogue, base, files: vendored });
    if (origin.kind === 'made') return { kind: 'unsure', unsure: 'made' };
    return origin.kind === 'image'
      ? { kind: 'kept', place: origin.place, remedy: 'image' }
      : ofWorkspace(origin.file);
  }
  const { name } = distribution;
  const own = service.holds.find(
    (dir) => facts.projects.get(dir)?.pyproject.normalizedName === name,
  );
  if (own !== undefined) {
    const below = [...vendored.keys()].filter((each) => own === '.' || each.startsWith(`${own}/`));
    const source =
      below.find((each) => vendored.get(each) === hashes[file]) ??
      below.find((each) => posix.basename(each) === posix.basename(file));
    return source === undefined ? { kind: 'made' } : ofWorkspace(source);
  }
  const releases = facts.locks
    .filter(({ services }) => services.includes(service.name))
    .flatMap((lock) => lock.releases)
    .filter((each) => each.name === name && each.services.includes(service.name));
  // A lock may have several releases of a package, for different Pythons.
  const release = releases.find(({ version }) => version === distribution.version) ?? releases[0];
  return ofWheel(wheelOrigin(distribution, release, machine, facts), release?.place);
}

function ofWheel(origin: WheelOrigin, place: Place | undefined): LinkOrigin {
  switch (origin) {
    case 'compiled':
      return { kind: 'made' };
    case 'same':
    case 'other':
      return place
        ? { kind: origin === 'same' ? 'kept' : 'alike', place, remedy: 'release' }
        : { kind: 'unsure', unsure: 'unknown' };
    default:
      return { kind: 'unsure', unsure: origin, ...(place && { place }) };
  }
}
