import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { packageWheels } from '../../python/wheels/package-wheels';
import type { OwnLayerBounds } from './layer-bounds';
import type { LayerGroup, LayerGroups } from './layer-groups';
import { layerParts } from './layer-parts';
import type { SharedLayer } from './shared-layer';

/**
 * Whether an image may get a package in a shared layer. What depends on the machine, and what only
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
 * The shared layers of an image, from the base up: those groups of its stack that are in its closure as a
 * whole, in the order of the groups. Nothing outside of the image decides that, so a service that gains or
 * drops a package changes its own image only.
 *
 * @param closure all third-party packages of the image
 */
export function useLayers(
  closure: readonly ThirdPartyPackage[],
  groups: readonly LayerGroup[],
  options: OwnLayerBounds & {
    readonly together: LayerGroups['together'];
    readonly hasOwnBuilder: boolean;
  },
): readonly SharedLayer[] {
  const shareable = new Map(
    closure
      .filter((each) => isShareable(each, options.hasOwnBuilder))
      .map((each) => [each.name, each]),
  );
  return groups.flatMap(({ name, packages }): readonly SharedLayer[] => {
    const found = packages.flatMap((each) => shareable.get(each) ?? []);
    if (found.length < packages.length || found.length === 0) return [];
    const parts = layerParts(found, options);
    return [
      {
        name,
        packages,
        requirements: requirementsFiles(found, options.together),
        wheels: packageWheels(found),
        ...(parts > 1 && { parts }),
      },
    ];
  });
}

/**
 * One file per index, since of the indexes a file names uv takes the first that has a package of the
 * name, whatever its hash. Packages that own files of others are in files of their turn.
 */
function requirementsFiles(
  packages: readonly ThirdPartyPackage[],
  together: LayerGroups['together'],
): readonly string[] {
  const turnOf = ({ name }: ThirdPartyPackage): number =>
    Math.max(0, ...together.map((names) => names.indexOf(name)));
  const turns = [...new Set(packages.map(turnOf))].sort((a, b) => a - b);
  const indexes = [...new Set(packages.map(indexOf))].sort();
  return turns.flatMap((turn) =>
    indexes.flatMap((index) => {
      const found = packages.filter((each) => turnOf(each) === turn && indexOf(each) === index);
      return found.length > 0 ? [requirementsFile(found, index)] : [];
    }),
  );
}

/** What an sdist is built with may be at the builder's default index alone. */
function requirementsFile(packages: readonly ThirdPartyPackage[], index: string): string {
  const lines = packages.flatMap(({ requirement }) => requirement ?? []);
  const options = [
    ...(index === '' ? [] : [`--extra-index-url ${index}`]),
    ...packages.flatMap((each) => (each.isWheelOnly ? [`--only-binary ${each.name}`] : [])).sort(),
  ];
  return [...options, ...lines.sort()].map((line) => `${line}\n`).join('');
}

/**
 * The index a package is asked of: empty for PyPI and for what a lock does not say, the builder's default.
 * Installers differ in the slash at the end.
 */
export function indexOf({ index = '' }: ThirdPartyPackage): string {
  const url = URL.canParse(index) ? new URL(index) : undefined;
  return !url || url.hostname === DEFAULT_INDEX ? '' : index.replace(/\/+$/, '');
}

const DEFAULT_INDEX = 'pypi.org';
