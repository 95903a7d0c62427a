/** An index that only tests name. */
export const TEST_INDEX = 'https://index.example/simple';

/** A dependency of a package: its name, or more of it. */
export type LockDependency =
  | string
  | {
      readonly name: string;
      /** Present where the lock holds several versions. */
      readonly version?: string;
      readonly extra?: readonly string[];
      readonly marker?: string;
    };

/** A package of a lock, from an index where no folder is named. */
export interface LockPackage {
  readonly name: string;
  readonly version?: string;
  /** Folder of a project of the workspace. */
  readonly folder?: string;
  /** The whole source instead: `{ git = "https://…" }`. */
  readonly source?: string;
  readonly needs?: readonly LockDependency[];
  readonly extras?: Readonly<Record<string, readonly LockDependency[]>>;
  readonly groups?: Readonly<Record<string, readonly LockDependency[]>>;
  /** Names of wheels and sdist; by default one wheel for every machine. */
  readonly files?: readonly string[];
  /** Bytes of each file. */
  readonly size?: number;
  /** What the hashes of the files are made of. */
  readonly hash?: string;
  /** Present where the lock holds several versions. */
  readonly resolutionMarkers?: readonly string[];
}

/**
 * A uv.lock as uv lays it out.
 *
 * @param rootGroups groups of a root without a project
 */
export function uvLockText(
  packages: readonly LockPackage[],
  rootGroups: Readonly<Record<string, readonly LockDependency[]>> = {},
): string {
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const members = sorted.filter(({ folder }) => folder !== undefined).map(({ name }) => name);
  return [
    'version = 1\nrevision = 3\nrequires-python = ">=3.11"',
    `[manifest]\n${array(
      'members',
      members.map((name) => `"${name}"`),
    )}`,
    ...tables('manifest.dependency-groups', rootGroups),
    ...sorted.flatMap((each) => block(each, sorted)),
  ]
    .map((section) => `${section}\n`)
    .join('\n');
}

function block(found: LockPackage, all: readonly LockPackage[]): readonly string[] {
  const { name, folder, version = '1.0', extras = {}, groups = {} } = found;
  const source = found.source ?? `{ registry = "${TEST_INDEX}" }`;
  const main = [
    '[[package]]',
    `name = "${name}"`,
    `version = "${version}"`,
    `source = ${folder === undefined ? source : `{ editable = "${folder}" }`}`,
    ...list(
      'resolution-markers',
      found.resolutionMarkers?.map((each) => JSON.stringify(each)),
    ),
    ...list('dependencies', found.needs?.map(entry)),
    ...(folder === undefined ? filesOf(found) : []),
  ].join('\n');
  return [
    main,
    ...tables('package.optional-dependencies', extras),
    ...tables('package.dev-dependencies', groups),
    ...(folder === undefined ? [] : metadata(found, all)),
  ];
}

/** What uv read in the pyproject of a project of the workspace. */
function metadata(
  { needs = [], extras = {}, groups = {} }: LockPackage,
  all: readonly LockPackage[],
): readonly string[] {
  const required = (dependency: LockDependency, marker?: string): string => {
    const { name, ...more } = typeof dependency === 'string' ? { name: dependency } : dependency;
    const folder = all.find((each) => each.name === name)?.folder;
    const hangsOn = marker ?? ('marker' in more ? more.marker : undefined);
    return `{ ${[
      `name = "${name}"`,
      ...(hangsOn === undefined ? [] : [`marker = ${JSON.stringify(hangsOn)}`]),
      ...(folder === undefined ? [] : [`editable = "${folder}"`]),
    ].join(', ')} }`;
  };
  const provided = Object.keys(extras).sort();
  const lines = [
    ...list('requires-dist', [
      ...needs.map((each) => required(each)),
      ...provided.flatMap((extra) =>
        (extras[extra] ?? []).map((each) => required(each, `extra == '${extra}'`)),
      ),
    ]),
    ...(provided.length > 0
      ? [`provides-extras = [${provided.map((each) => `"${each}"`).join(', ')}]`]
      : []),
  ];
  return [
    ...(lines.length > 0 ? [['[package.metadata]', ...lines].join('\n')] : []),
    ...tables('package.metadata.requires-dev', groups),
  ];
}

function filesOf({
  name,
  version = '1.0',
  files = [`${name.replaceAll('-', '_')}-${version}-py3-none-any.whl`],
  size = 1_000_000,
  hash = '',
}: LockPackage): readonly string[] {
  const table = (file: string): string =>
    `{ url = "https://files.example/${file}", hash = "sha256:${hash}${file}", size = ${size} }`;
  const isWheel = (file: string): boolean => file.endsWith('.whl');
  return [
    ...files.filter((file) => !isWheel(file)).map((file) => `sdist = ${table(file)}`),
    ...list('wheels', files.filter(isWheel).map(table)),
  ];
}

function tables(
  name: string,
  lists: Readonly<Record<string, readonly LockDependency[]>>,
): readonly string[] {
  const rows = Object.keys(lists)
    .sort()
    .map((key) => array(key, (lists[key] ?? []).map(entry)));
  return rows.length === 0 ? [] : [[`[${name}]`, ...rows].join('\n')];
}

function entry(dependency: LockDependency): string {
  const { name, version, extra, marker }: Exclude<LockDependency, string> =
    typeof dependency === 'string' ? { name: dependency } : dependency;
  const parts = [
    `name = "${name}"`,
    ...(version === undefined
      ? []
      : [`version = "${version}"`, `source = { registry = "${TEST_INDEX}" }`]),
    ...(extra === undefined ? [] : [`extra = ${JSON.stringify(extra)}`]),
    ...(marker === undefined ? [] : [`marker = ${JSON.stringify(marker)}`]),
  ];
  return `{ ${parts.join(', ')} }`;
}

function list(key: string, entries: readonly string[] = []): readonly string[] {
  return entries.length === 0 ? [] : [array(key, entries)];
}

function array(key: string, entries: readonly string[]): string {
  return `${key} = [\n${entries.map((each) => `    ${each},\n`).join('')}]`;
}
