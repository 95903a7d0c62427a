import { normalizeName } from '../pep508/normalize-name';
import type { ThirdPartyPackage } from '../pyproject/third-party-package';
import { asArray, asString, asStrings, asTable, isTable, type TomlTable } from '../toml/toml-value';

/**
 * Packages of an image, those without a requirement that `uv sync` installs by settings beside the lock:
 * installed without these, they could come out as others, or not at all.
 *
 * @param uv the table `[tool.uv]` beside the lock
 */
export function applyUvSettings(
  packages: readonly ThirdPartyPackage[],
  uv: TomlTable,
  { hasBuildConstraints }: { readonly hasBuildConstraints: boolean },
): readonly ThirdPartyPackage[] {
  const isSet = (key: string): boolean => isMeant(uv[key]);
  const besideOthers = namesIn(uv, BESIDE_OTHERS);
  const isBesideOthers = packages.some(
    ({ name, hasWheel }) =>
      besideOthers.has(name) || (!hasWheel && uv['no-build-isolation'] === true),
  );
  if (isBesideOthers || FOR_ALL.some(isSet)) return packages.map(withoutRequirement);

  const named = namesIn(uv, BY_NAME);
  const hasBuilds = hasBuildConstraints || FOR_BUILDS.some(isSet);
  const flat = asArray(uv.index)
    .map(asTable)
    .filter(({ format }) => format === 'flat')
    .map(({ url }) => asString(url));
  return packages.map((each) =>
    named.has(each.name) || (hasBuilds && !each.hasWheel) || flat.includes(each.index ?? '')
      ? withoutRequirement(each)
      : each,
  );
}

/** What says where, or how, anything is fetched. */
const FOR_ALL = [
  ...['allow-insecure-host', 'find-links', 'http-proxy', 'https-proxy', 'keyring-provider'],
  ...['no-binary', 'no-index'],
];

/** What says how, or whether, sdists are built and with which versions of what they are built with. */
const FOR_BUILDS = [
  ...['config-settings', 'exclude-newer', 'exclude-newer-package', 'index-strategy', 'no-build'],
];

/** What says that of single packages. */
const BY_NAME = [
  ...['config-settings-package', 'extra-build-variables', 'no-binary-package', 'no-build-package'],
];

/** What is built with other packages of the environment, or to match them: these have to be there. */
const BESIDE_OTHERS = ['extra-build-dependencies', 'no-build-isolation-package'];

function withoutRequirement({ requirement: _, ...others }: ThirdPartyPackage): ThirdPartyPackage {
  return others;
}

/** Names in lists, and names that are keys of tables. */
function namesIn(uv: TomlTable, keys: readonly string[]): ReadonlySet<string> {
  const names = keys.flatMap((key) => [...asStrings(uv[key]), ...Object.keys(asTable(uv[key]))]);
  return new Set(names.map(normalizeName));
}

/** Whether a setting is more than its default. */
function isMeant(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isTable(value) ? Object.keys(value).length > 0 : value !== undefined && value !== false;
}
