import { chance, pick, type Random } from '../random';
import { RANDOM_MARKERS } from './random-packages';
import { memberWriter } from './random-uv-member';
import { type Quarrel, randomUvRoot } from './random-uv-root';
import type { InstalledWorkspace } from './run-oracle';

/** A workspace of uv with what its user would type in place of the command of the Dockerfile. */
export interface UvWorkspace extends InstalledWorkspace {
  /** `--no-group` for the default groups that are not chosen, in place of `--no-default-groups`. */
  readonly isTyped: boolean;
  readonly defaultGroups: readonly string[];
}

/** Small real packages: without dependencies, with some, with extras, with wheels per platform. */
const PACKAGES = [
  ...['six', 'idna', 'toml', 'iniconfig', 'packaging', 'attrs', 'click', 'markupsafe', 'jinja2'],
  ...['requests[socks]', 'coverage[toml]', 'httpx[http2]', 'importlib-metadata', 'tomli'],
];

/** Two versions of one package that nobody can install together. */
const RIVALS = { one: 'typing-extensions==4.12.2', other: 'typing-extensions==4.13.2' };

const FORKS: readonly (readonly string[])[] = [
  ["idna==3.7; python_version < '3.12'", "idna==3.10; python_version >= '3.12'"],
  ["idna==3.7; sys_platform == 'win32'", "idna==3.10; sys_platform != 'win32'"],
  ["idna==3.7; platform_machine == 'aarch64'", "idna==3.10; platform_machine != 'aarch64'"],
];

/**
 * A workspace of two services, two libraries and a folder that is no member, the same for the same numbers. The image is
 * that of a service, or of the root where that is a project.
 *
 * @param index URL of the package index
 */
export function randomUvWorkspace(random: Random, index: string): UvWorkspace {
  const quarrel = chance(random, 0.6)
    ? pick<Quarrel>(random, ['extras', 'extras', 'groups', 'both', 'members'])
    : undefined;
  const marked = (requirement: string): string =>
    chance(random, 0.35) ? `${requirement}; ${pick(random, RANDOM_MARKERS)}` : requirement;
  const some = (most: number): readonly string[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => marked(pick(random, PACKAGES)));
  const locals = (names: readonly string[]): readonly string[] =>
    names
      .filter(() => chance(random, 0.6))
      .map((name) => {
        const asked = pick(random, ['', '', '[one]', '[other]', '[one,other]']);
        return marked(`${name}${asked}`);
      });
  const rival = (version: keyof typeof RIVALS, ...quarrels: readonly Quarrel[]) =>
    quarrel !== undefined && quarrels.includes(quarrel) ? [RIVALS[version]] : undefined;

  const root = randomUvRoot(random, { some, index, quarrel });
  const member = memberWriter(random, root.indexes);
  const groups = {
    ...(chance(random, 0.6) && { dev: some(2) }),
    serve: [
      ...some(2),
      ...(rival('one', 'groups') ?? rival('other', 'both') ?? []),
      ...(chance(random, 0.3) && quarrel !== 'groups' ? [{ 'include-group': 'more' }] : []),
    ],
    more: [...some(2), ...(rival('other', 'groups') ?? [])],
  };
  const named = chance(random, 0.4) ? ['serve'] : undefined;
  const files = {
    ...root.files,
    ...member('libs/core', {
      dependencies: some(2),
      extras: {
        one: rival('one', 'extras') ?? some(1),
        other: rival('other', 'extras') ?? some(1),
      },
    }),
    ...member('libs/mail', {
      dependencies: [...some(2), ...locals(['core', 'away'])],
      extras: { one: some(1), other: some(1) },
    }),
    ...member('extra/away', { dependencies: some(2), extras: { one: some(1), other: some(1) } }),
    ...member('services/jobs', {
      dependencies: [...some(2), ...(rival('other', 'members') ?? [])],
    }),
    ...member('services/api', {
      dependencies: [
        ...some(3),
        ...(chance(random, 0.25) ? pick(random, FORKS) : []),
        ...locals(['core', 'mail', 'away']),
        ...(rival('one', 'members') ?? []),
        // Which version that is depends on the extras whose markers hold.
        ...(quarrel === 'extras' ? ['typing-extensions', marked('core[one]')] : []),
      ],
      extras: {
        web: [...some(2), ...(rival('one', 'both') ?? [])],
        all: chance(random, 0.5) && quarrel !== 'both' ? ['api[web]'] : some(1),
      },
      groups,
      ...(named && { uv: { 'default-groups': named } }),
    }),
  };
  const chosen = (names: readonly string[]) => names.filter(() => chance(random, 0.35));
  const isOfRoot = root.name !== undefined && chance(random, 0.4);
  const gone = chance(random, 0.03) ? ['gone'] : [];
  return {
    files,
    isTyped: chance(random, 0.4),
    ...(isOfRoot
      ? {
          dir: '.',
          selection: {
            package: root.name ?? '',
            extras: chosen(['hot']),
            groups: chosen(['shared']),
          },
          defaultGroups: [],
        }
      : {
          dir: 'services/api',
          selection: {
            package: 'api',
            extras: [...chosen(['all', 'web']), ...gone],
            groups: chosen(['more', 'serve', 'shared']),
          },
          defaultGroups: named ?? ('dev' in groups ? ['dev'] : []),
        }),
  };
}
