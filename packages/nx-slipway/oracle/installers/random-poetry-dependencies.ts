import { chance, pick, type Random } from '../random';
import { RANDOM_MARKERS } from './random-packages';

/** Dependencies as a table of `[tool.poetry]` has them. */
type Dependencies = Record<string, unknown>;

/** Writes random dependencies, for `[tool.poetry]` and for `[project]`. */
export interface DependencyWriter {
  /** Up to so many packages. */
  readonly table: (
    most: number,
    options?: { readonly optional?: boolean; readonly source?: string },
  ) => Dependencies;
  /** Those of a table that an extra may name. */
  readonly optionalNames: (table: Dependencies) => Dependencies;
  /** Some of the libraries; all of them where it is sure. */
  readonly paths: (
    names: readonly string[],
    options?: { readonly base?: string; readonly isSure?: boolean },
  ) => Dependencies;
  /** One package in a version for some Pythons or platforms, and another one for the rest. */
  readonly forked: () => Dependencies;
  /** One package in a version for each of two extras, which are the same in every call. */
  readonly rivals: () => Dependencies;
  readonly rivalExtras: () => Record<string, readonly string[]>;
  /** Requirements of PEP 508. */
  readonly lines: (most: number) => readonly string[];
  readonly forkedLines: () => readonly string[];
  readonly local: (name: string) => string;
}

const PACKAGES = [
  ...['six', 'toml', 'iniconfig', 'packaging', 'attrs', 'click', 'markupsafe', 'jinja2', 'h11'],
  ...['importlib-metadata', 'tomli', 'requests', 'coverage', 'httpx', 'anyio'],
];

const EXTRAS: Readonly<Record<string, string>> = {
  requests: 'socks',
  coverage: 'toml',
  httpx: 'http2',
};

/** Alternatives of Poetry's keys that have a dependency hold in part of the environments. */
const CONDITIONS: readonly Dependencies[] = [
  ...[{ python: '<3.12' }, { python: '^3.12' }, { python: '~3.11 || >=3.13' }],
  ...[{ platform: 'linux' }, { platform: 'win32' }, { platform: 'darwin', python: '>=3.12' }],
  ...RANDOM_MARKERS.map((markers) => ({ markers })),
];

const FORKS: readonly (readonly [Dependencies, Dependencies])[] = [
  [{ python: '<3.12' }, { python: '>=3.12' }],
  [{ platform: 'win32' }, { markers: "sys_platform != 'win32'" }],
  [{ markers: "platform_machine == 'x86_64'" }, { markers: "platform_machine != 'x86_64'" }],
];

export function dependencyWriter(random: Random): DependencyWriter {
  const hasRivals = chance(random, 0.4);
  const some = (most: number): readonly string[] => [
    ...new Set(
      Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(random, PACKAGES)),
    ),
  ];
  const line = (name: string): string => {
    const extra = EXTRAS[name];
    const asked = extra !== undefined && chance(random, 0.5) ? `[${extra}]` : '';
    return `${name}${asked}${chance(random, 0.4) ? `; ${pick(random, RANDOM_MARKERS)}` : ''}`;
  };
  const dependency = (name: string, more: Dependencies): unknown => {
    const extra = EXTRAS[name];
    const table = {
      version: '*',
      ...(extra !== undefined && chance(random, 0.5) && { extras: [extra] }),
      ...(chance(random, 0.4) && pick(random, CONDITIONS)),
      ...more,
    };
    return Object.keys(table).length === 1 ? '*' : table;
  };
  return {
    table: (most, { optional = false, source } = {}) =>
      Object.fromEntries(
        some(most).map((name) => [
          name,
          dependency(name, {
            ...(optional && { optional: true }),
            ...(source !== undefined && chance(random, 0.4) && { source }),
          }),
        ]),
      ),
    optionalNames: (table) =>
      Object.fromEntries(
        Object.entries(table).filter(([, value]) => (value as Dependencies).optional === true),
      ),
    paths: (names, { base = '../../libs', isSure = false } = {}) =>
      Object.fromEntries(
        names
          .filter(() => isSure || chance(random, 0.6))
          .map((name) => [
            name,
            {
              path: `${base}/${name}`,
              ...(chance(random, 0.5) && { develop: true }),
              ...(!isSure && chance(random, 0.4) && { extras: [pick(random, ['one', 'other'])] }),
              ...(!isSure && chance(random, 0.3) && pick(random, CONDITIONS)),
            },
          ]),
      ),
    forked() {
      const [one, other] = pick(random, FORKS);
      return {
        idna: [
          { version: '3.7', ...one },
          { version: '3.10', ...other },
        ],
      };
    },
    rivals: () =>
      hasRivals
        ? {
            'typing-extensions': [
              { version: '4.12.2', optional: true, markers: "extra == 'cpu' and extra != 'gpu'" },
              { version: '4.13.2', optional: true, markers: "extra == 'gpu' and extra != 'cpu'" },
            ],
          }
        : {},
    rivalExtras: () =>
      hasRivals ? { cpu: ['typing-extensions'], gpu: ['typing-extensions'] } : { cpu: [], gpu: [] },
    lines: (most) => some(most).map(line),
    forkedLines: () => [
      "idna==3.7; python_version < '3.12'",
      "idna==3.10; python_version >= '3.12'",
    ],
    local: (name) => {
      const asked = chance(random, 0.4) ? `[${pick(random, ['one', 'other'])}]` : '';
      return `${name}${asked}${chance(random, 0.3) ? ` ; ${pick(random, RANDOM_MARKERS)}` : ''}`;
    },
  };
}
