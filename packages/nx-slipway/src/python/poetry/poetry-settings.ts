import { stringify, TomlFormat } from '@decimalturn/toml-patch';
import { normalizeName } from '../pep508/normalize-name';
import type { ThirdPartyPackage } from '../pyproject/third-party-package';
import { sortedToml } from '../toml/sorted-toml';
import { asStrings, asTable, type TomlTable } from '../toml/toml-value';

/**
 * Returns what of a poetry.toml decides an installation from a lock: the table `installer`, without how many packages
 * are installed at once. Undefined where it decides nothing. The rest is for other commands and for the
 * machine, passwords among it (Poetry, "Configuration").
 *
 * A slice says `re-resolve = false`: its pyproject names no dependencies, by which Poetry before 2.3 would resolve the
 * lock to nothing.
 *
 * @param toml the file, parsed
 */
export function reducePoetrySettings(
  toml: TomlTable,
  { isSlice }: { readonly isSlice: boolean },
): string | undefined {
  const { parallel, 'max-workers': _, ...own } = asTable(toml.installer);
  const installer = { ...own, ...(isSlice && { 're-resolve': false }) };
  return Object.keys(installer).length === 0
    ? undefined
    : stringify({ installer: sortedToml(installer) }, TomlFormat.default());
}

/**
 * Whether Poetry resolves once more, by the lock alone, when it installs; for another one of several versions than the
 * lock's markers choose.
 */
export function reResolves(toml: TomlTable): boolean {
  const { 're-resolve': value = false } = asTable(toml.installer);
  return value !== false;
}

/**
 * Returns packages of an image, those without a requirement that Poetry installs by a poetry.toml: as an
 * sdist, as a wheel or not at all, or built with settings of its own.
 */
export function applyPoetrySettings(
  packages: readonly ThirdPartyPackage[],
  toml: TomlTable,
): readonly ThirdPartyPackage[] {
  const installer = asTable(toml.installer);
  const isBuilt = policy(installer['no-binary']);
  const isFetched = policy(installer['only-binary']);
  const configured = new Set(
    Object.keys(asTable(installer['build-config-settings'])).map(normalizeName),
  );
  return packages.map(({ requirement, ...others }) => {
    const { name, hasWheel } = others;
    const isOwn = isBuilt(name) || (!hasWheel && (isFetched(name) || configured.has(name)));
    return { ...others, ...(requirement !== undefined && !isOwn && { requirement }) };
  });
}

/** `true`, `":all:"`, `"a,b"`, `["a", "b"]` (Poetry, `PackageFilterPolicy`). */
function policy(value: unknown): (name: string) => boolean {
  if (value === true) return () => true;
  const texts = typeof value === 'string' ? value.split(',') : asStrings(value);
  const names = new Set(texts.map((text) => text.trim()));
  if (names.has(':all:') || names.has('true')) return () => true;
  const normal = new Set([...names].map(normalizeName));
  return (name) => normal.has(name);
}
