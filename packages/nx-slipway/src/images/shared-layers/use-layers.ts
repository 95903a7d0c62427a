import type { ThirdPartyPackage } from '../../python/third-party-package';
import type { LayerGroup, LayerPartition } from './layer-partition';
import type { SharedLayer } from './shared-layer';

/**
 * Whether a package may come to an image in a shared layer. What hangs on the machine, and what only
 * the lock's own installer knows, may not; nor may what the image's own builder was given compilers for.
 *
 * @param hasOwnBuilder whether the image builds in a stage of its own on top of base-builder
 */
export function isShareable(
  { isCertain, requirement, hasWheel }: ThirdPartyPackage,
  hasOwnBuilder: boolean,
): boolean {
  return isCertain && requirement !== undefined && (hasWheel || !hasOwnBuilder);
}

/**
 * The shared layers of an image: those groups of its stack that are in its closure as a whole, sorted by
 * name. Nothing outside of the image decides that, so a service that gains or drops a package changes
 * its own image only.
 *
 * @param closure all third-party packages of the image
 */
export function useLayers(
  closure: readonly ThirdPartyPackage[],
  groups: readonly LayerGroup[],
  options: {
    readonly together: LayerPartition['together'];
    readonly hasOwnBuilder: boolean;
  },
): readonly SharedLayer[] {
  const shareable = new Map(
    closure
      .filter((each) => isShareable(each, options.hasOwnBuilder))
      .map((each) => [each.name, each]),
  );
  return groups
    .flatMap(({ name, packages }): readonly SharedLayer[] => {
      const found = packages.flatMap((each) => shareable.get(each) ?? []);
      return found.length < packages.length || found.length === 0
        ? []
        : [
            {
              name,
              packages,
              requirements: requirementsFiles(found, options.together),
            },
          ];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One file for all but those that own files of others: each of these is in the file of its turn. */
function requirementsFiles(
  packages: readonly ThirdPartyPackage[],
  together: LayerPartition['together'],
): readonly string[] {
  const turnOf = (name: string): number =>
    Math.max(0, ...together.map((names) => names.indexOf(name)));
  const turns = [...new Set(packages.map(({ name }) => turnOf(name)))].sort((a, b) => a - b);
  return turns.map((turn) =>
    requirementsFile(packages.filter(({ name }) => turnOf(name) === turn)),
  );
}

/** Where several indexes have packages of one name, the hashes tell which is meant. */
function requirementsFile(packages: readonly ThirdPartyPackage[]): string {
  const indexes = [...new Set(packages.map(indexOf))].sort();
  const options = indexes
    .filter((index) => index !== '')
    .map((index, position) =>
      position === 0 && !indexes.includes('')
        ? `--index-url ${index}`
        : `--extra-index-url ${index}`,
    );
  const lines = packages.flatMap(({ requirement }) => requirement ?? []);
  return [...options, ...lines.sort()].map((line) => `${line}\n`).join('');
}

/** The index a package is asked of: empty for PyPI and for what a lock does not say, the builder's default. */
export function indexOf({ index = '' }: ThirdPartyPackage): string {
  const url = URL.canParse(index) ? new URL(index) : undefined;
  return !url || url.hostname === DEFAULT_INDEX ? '' : index;
}

const DEFAULT_INDEX = 'pypi.org';
