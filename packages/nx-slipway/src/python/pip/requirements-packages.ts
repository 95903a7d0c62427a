import { ALWAYS, andMarker, isAlways } from '../pep508/condition';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { hashedRequirement, type ThirdPartyPackage } from '../pyproject/third-party-package';
import type { RequirementsFile, RequirementsLine } from './requirements-file';

type PackageLine = Extract<RequirementsLine, { readonly kind: 'package' | 'url' }>;

/**
 * The packages that requirements files pin, without those that no marker lets in; sorted by name. The
 * files hold hashes without the names of what they are of, so that nothing is known of wheels and sizes.
 * A URL without a name before it stands for the name, which is only known once it is installed.
 *
 * @param files those that name packages to install, and not only versions of them
 */
export function requirementsPackages(
  files: readonly RequirementsFile[],
  environment: MarkerEnvironment,
): readonly ThirdPartyPackage[] {
  const all = files.flatMap(({ lines }) => lines);
  const options = all.filter((line) => line.kind === 'option');
  const indexes = new Set(
    options.flatMap(({ option, value }) => (INDEX_OPTIONS.has(option) ? [value ?? ''] : [])),
  );
  const [index] = indexes;
  // Of several indexes pip takes the last, and variables are those of the step.
  const isPlain =
    indexes.size < 2 &&
    !index?.includes('$') &&
    options.every(({ option }) => PLAIN_OPTIONS.has(option)) &&
    all.every((line) => line.kind !== 'package' || line.options.every(isOfRequirement));
  const linesOf = new Map<string, readonly Line[]>();
  for (const line of all) {
    if (line.kind !== 'package' && line.kind !== 'url') continue;
    const marker = line.kind === 'package' ? line.requirement.marker : undefined;
    const condition = andMarker(ALWAYS, marker, environment);
    if (condition.length === 0) continue;
    const name = line.kind === 'package' ? line.requirement.name : line.url;
    linesOf.set(name, [...(linesOf.get(name) ?? []), { line, isCertain: isAlways(condition) }]);
  }
  return [...linesOf]
    .map(([name, lines]): ThirdPartyPackage => {
      const requirements = new Set(lines.map(({ line }) => isPlain && pinnedRequirement(line)));
      const [requirement] = requirements;
      return {
        name,
        version: versionOf(lines[0]?.line),
        isCertain: requirements.size === 1 && lines.some(({ isCertain }) => isCertain),
        hasWheel: false,
        ...(requirements.size === 1 && requirement && { requirement }),
        ...(index !== undefined && { index }),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A line that may be in for it, and whether it is on every machine. */
interface Line {
  readonly line: PackageLine;
  readonly isCertain: boolean;
}

const INDEX_OPTIONS: ReadonlySet<string> = new Set(['--index-url', '--pypi-url', '-i']);

/** Options of a requirement; pip takes `--no-binary` and `--only-binary` there for all of them. */
function isOfRequirement(option: string): boolean {
  return /^(--hash|--config-settings?|--global-option|-C)\b/.test(option);
}

/** Options of a requirements file that uv does not have to know to install the very same. */
const PLAIN_OPTIONS: ReadonlySet<string> = new Set([...INDEX_OPTIONS, '--only-binary']);

/** Undefined for what is not one version with hashes and nothing else. */
function pinnedRequirement(line: PackageLine): string | undefined {
  if (line.kind === 'url') return undefined;
  const { name, specifiers, url } = line.requirement;
  const hashes = line.options.flatMap((option) => /^--hash=(.+)$/.exec(option)?.[1] ?? []);
  const [pin, ...others] = specifiers;
  const isPinned = url === undefined && others.length === 0 && /^==[^*]+$/.test(pin ?? '');
  return isPinned && hashes.length > 0 && hashes.length === line.options.length
    ? hashedRequirement(`${name}${pin}`, hashes)
    : undefined;
}

function versionOf(line: PackageLine | undefined): string {
  const [specifier = ''] = line?.kind === 'package' ? line.requirement.specifiers : [];
  return specifier.replace(/^=+/, '');
}
