import { ALWAYS, andMarker, isAlways } from './condition';
import type { MarkerEnvironment } from './marker-environment';
import type { RequirementsFile, RequirementsLine } from './requirements-file';
import { hashedRequirement, type ThirdPartyPackage } from './third-party-package';

type PackageLine = Extract<RequirementsLine, { readonly kind: 'package' }>;

/**
 * The packages that requirements files pin, without those that no marker lets in; sorted by name. The
 * files hold hashes without the names of what they are of, so that nothing is known of wheels and sizes.
 *
 * @param files those that name packages to install, and not only versions of them
 */
export function requirementsPackages(
  files: readonly RequirementsFile[],
  environment: MarkerEnvironment,
): readonly ThirdPartyPackage[] {
  const all = files.flatMap(({ lines }) => lines);
  const options = all.filter((line) => line.kind === 'option');
  const index = options.find(({ option }) => option === '--index-url' || option === '-i')?.value;
  const isPlain = options.every(({ option }) => PLAIN_OPTIONS.has(option));
  const byName = new Map<string, ThirdPartyPackage>();
  for (const line of all) {
    if (line.kind !== 'package') continue;
    const condition = andMarker(ALWAYS, line.requirement.marker, environment);
    if (condition.length === 0) continue;
    const { name, specifiers } = line.requirement;
    const requirement = isPlain ? pinnedRequirement(line) : undefined;
    const known = byName.get(name);
    const isSame = known === undefined || known.requirement === requirement;
    byName.set(name, {
      name,
      version: specifiers[0]?.replace(/^=+/, '') ?? '',
      isCertain: isSame && isAlways(condition),
      hasWheel: false,
      ...(requirement !== undefined && { requirement }),
      ...(index !== undefined && { index }),
    });
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Options of a requirements file that uv does not have to know to install the very same. */
const PLAIN_OPTIONS: ReadonlySet<string> = new Set(['--index-url', '-i', '--only-binary']);

/** Undefined for what is not one version with hashes and nothing else. */
function pinnedRequirement({ requirement, options }: PackageLine): string | undefined {
  const { name, specifiers, url } = requirement;
  const hashes = options.flatMap((option) => /^--hash=(.+)$/.exec(option)?.[1] ?? []);
  const [pin, ...others] = specifiers;
  const isPinned = url === undefined && others.length === 0 && /^==[^*]+$/.test(pin ?? '');
  return isPinned && hashes.length > 0 && hashes.length === options.length
    ? hashedRequirement(`${name}${pin}`, hashes)
    : undefined;
}
