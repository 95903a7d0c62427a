import { stringify, TomlFormat } from '@decimalturn/toml-patch';
import { sortedToml } from '../toml/sorted-toml';
import { asString, asTable, type TomlTable } from '../toml/toml-value';

/**
 * The settings of `[tool.uv]` that a frozen sync reads (uv, `InstallerSettings`, `GlobalOptions`);
 * the others are at work in the lock already, or concern the machine alone.
 */
const installerSettings = [
  'allow-insecure-host',
  'compile-bytecode',
  'config-settings',
  'config-settings-package',
  'dependency-metadata',
  'exclude-newer',
  'exclude-newer-package',
  'extra-build-dependencies',
  'extra-build-variables',
  'extra-index-url',
  'find-links',
  'http-proxy',
  'https-proxy',
  'index',
  'index-strategy',
  'index-url',
  'keyring-provider',
  'link-mode',
  'native-tls',
  'no-binary',
  'no-binary-package',
  'no-build',
  'no-build-isolation',
  'no-build-isolation-package',
  'no-build-package',
  'no-index',
  'no-proxy',
  'no-sources',
  'no-sources-package',
  'preview',
  'preview-features',
  'python-downloads',
  'python-preference',
  'required-version',
  'system-certs',
];

/**
 * The pyproject beside a lock, reduced to what decides an installation from a slice of that lock:
 * installer settings, sorted. It is a workspace root without a project, because uv wants every
 * project it finds in the lock, and without members, because `--package` is looked up in the lock.
 * Only groups lent by a root that is a project (`rootGroups` of the slice) bring the project's name
 * back; uv compares names of groups and takes their content from the lock.
 */
export function reduceRootPyproject(
  toml: TomlTable,
  options: { readonly rootGroups: readonly string[] },
): string {
  const uv = asTable(asTable(toml.tool).uv);
  const settings = installerSettings.flatMap((key) =>
    key in uv ? [[key, sortedToml(uv[key])]] : [],
  );
  const name = asString(asTable(toml.project).name);
  const groups = [...options.rootGroups].sort();
  const hasLentGroups = groups.length > 0;
  const document = {
    ...(hasLentGroups && name !== undefined && { project: { name, dynamic: ['version'] } }),
    ...(hasLentGroups && {
      'dependency-groups': Object.fromEntries(groups.map((group) => [group, []])),
    }),
    tool: { uv: { ...Object.fromEntries(settings), workspace: { members: [] } } },
  };
  return stringify(document, { ...TomlFormat.default(), inlineTableStart: 3 });
}
