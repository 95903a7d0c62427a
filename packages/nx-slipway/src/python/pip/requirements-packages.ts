import { ALWAYS, andMarker, isAlways } from '../pep508/condition';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { normalizeName } from '../pep508/normalize-name';
import { hashedRequirement, type ThirdPartyPackage } from '../pyproject/third-party-package';
import { meetsConstraints } from './meets-constraints';
import { nameOfUrl } from './name-of-url';
import type { RequirementsFile, RequirementsLine } from './requirements-file';

type PackageLine = Extract<RequirementsLine, { readonly kind: 'package' | 'url' }>;

/** The requirements files of one image. */
export interface InstalledFiles {
  /** Those that name packages to install. */
  readonly installed: readonly RequirementsFile[];
  /** Those that only name versions of them, which a file named by `-c` does. */
  readonly constraints: readonly RequirementsFile[];
}

/**
 * Returns the packages that requirements files pin, without those that no marker lets in; sorted by name. The
 * files hold hashes without the names of what they are of, so that nothing is known of sizes, and of wheels only that
 * there is one where nothing else may be installed; each machine may have one of its own.
 * A URL that does not tell its package may be any of them, so that none is certain beside it.
 */
export function requirementsPackages(
  { installed, constraints }: InstalledFiles,
  environment: MarkerEnvironment,
): readonly ThirdPartyPackage[] {
  const lines = installed.flatMap((file) => file.lines);
  const constraining = constraints.flatMap((file) => file.lines);
  const { isPlain, index, isWheelOnly, mayBuild } = readOptions([...lines, ...constraining]);
  const linesOf = new Map<string, Line[]>();
  for (const line of lines) {
    if (line.kind !== 'package' && line.kind !== 'url') continue;
    const marker = line.kind === 'package' ? line.requirement.marker : undefined;
    const condition = andMarker(ALWAYS, marker, environment);
    if (condition.length === 0) continue;
    const name = nameOf(line) ?? line.text;
    const found = linesOf.get(name) ?? [];
    found.push({ line, isCertain: isAlways(condition) });
    linesOf.set(name, found);
  }
  const isClosed = lines.every((line) => line.kind !== 'url' || nameOf(line) !== undefined);
  const meets = meetsConstraints(constraining, environment);
  return [...linesOf]
    .map(([name, found]): ThirdPartyPackage => {
      const version = versionOf(found[0]?.line);
      const requirements = new Set(
        found.map(({ line }) => isPlain && isClosed && pinnedRequirement(line)),
      );
      const [requirement] = requirements;
      const isOne = requirements.size === 1 && meets(name, version);
      const hasWheel = isWheelOnly(name) && !mayBuild && found.every(({ line }) => isOfIndex(line));
      return {
        name,
        version,
        isCertain: isOne && found.some(({ isCertain }) => isCertain),
        hasWheel,
        ...(hasWheel && { isPerMachine: true }),
        ...(isOne && requirement && { requirement }),
        ...(isWheelOnly(name) && { isWheelOnly: true }),
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

/** What the options say of all packages; `isPlain` where uv does not have to know more to install the same. */
function readOptions(lines: readonly RequirementsLine[]): {
  readonly isPlain: boolean;
  readonly index?: string;
  readonly isWheelOnly: (name: string) => boolean;
  /** Whether something may be built all the same: of `--no-binary` and `--only-binary` the last one holds. */
  readonly mayBuild: boolean;
} {
  const options = lines.filter((line) => line.kind === 'option');
  const valuesOf = (names: ReadonlySet<string>) =>
    options.flatMap(({ option, value }) => (names.has(option) ? [value ?? ''] : []));
  const [index, ...indexes] = new Set(valuesOf(INDEX_OPTIONS));
  const wheels = valuesOf(new Set(['--only-binary'])).flatMap((value) => value.split(','));
  const names = new Set(wheels.map(normalizeName));
  return {
    // Of several indexes pip takes the last, and variables are those of the step.
    isPlain:
      indexes.length === 0 &&
      !index?.includes('$') &&
      !wheels.includes(':none:') &&
      options.every(({ option }) => PLAIN_OPTIONS.has(option)) &&
      lines.every((line) => line.kind !== 'package' || line.options.every(isOfRequirement)),
    isWheelOnly: (name) => names.has(':all:') || names.has(name),
    mayBuild:
      wheels.includes(':none:') ||
      lines.some(
        (line) =>
          (line.kind === 'option' && line.option === '--no-binary') ||
          (line.kind === 'package' && line.options.some((each) => /^--no-binary\b/.test(each))),
      ),
    ...(index !== undefined && { index }),
  };
}

/** The one index that a requirements file names itself; undefined for none, for several, and for a variable. */
export function indexOfFile(lines: readonly RequirementsLine[]): string | undefined {
  const { index, isPlain } = readOptions(lines.filter(({ kind }) => kind === 'option'));
  return isPlain ? index : undefined;
}

const INDEX_OPTIONS: ReadonlySet<string> = new Set(['--index-url', '--pypi-url', '-i']);

/** Options of a requirement; pip takes `--no-binary` and `--only-binary` there for all of them. */
function isOfRequirement(option: string): boolean {
  return /^(--hash|--config-settings?|--global-option|-C)\b/.test(option);
}

/** Options of a requirements file that change nothing for one version with its hashes, and those that are read. */
const PLAIN_OPTIONS: ReadonlySet<string> = new Set([
  ...INDEX_OPTIONS,
  ...['--only-binary', '--prefer-binary', '--pre', '--require-hashes'],
]);

function nameOf(line: PackageLine): string | undefined {
  return line.kind === 'package' ? line.requirement.name : nameOfUrl(line.url);
}

/** What a URL names is built where it is no wheel, whatever options say. */
function isOfIndex(line: PackageLine): boolean {
  return line.kind === 'package' && line.requirement.url === undefined;
}

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
