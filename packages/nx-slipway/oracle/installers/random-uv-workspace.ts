import type { Files } from '../../test-support/workspace-files';
import { chance, pick, type Random } from '../random';
import type { InstalledWorkspace } from './run-oracle';

/** Small real packages: without dependencies, with some, with extras, with wheels per platform. */
const PACKAGES = [
  ...['six', 'idna', 'toml', 'iniconfig', 'packaging', 'attrs', 'click', 'markupsafe', 'jinja2'],
  ...['requests[socks]', 'coverage[toml]', 'httpx[http2]', 'importlib-metadata', 'tomli'],
];

const MARKERS = [
  ...["sys_platform == 'linux'", "sys_platform == 'win32'", "sys_platform != 'darwin'"],
  ...["python_version >= '3.12'", "python_version < '3.11'", "python_full_version < '3.13.2'"],
  ...["platform_machine == 'aarch64'", "implementation_name == 'pypy'"],
  ...["sys_platform == 'linux' and python_version >= '3.11'"],
];

/** Two versions of one package that nobody can install together. */
const RIVALS = { one: 'typing-extensions==4.12.2', other: 'typing-extensions==4.13.2' };

/** A workspace of a service and two libraries, the same for the same numbers. */
export function randomUvWorkspace(random: Random): InstalledWorkspace {
  const conflicts = chance(random, 0.5);
  const lib = (name: string) => (chance(random, 0.5) ? `${name}[${pick(random, EXTRAS)}]` : name);
  const marked = (requirement: string): string =>
    chance(random, 0.35) ? `${requirement}; ${pick(random, MARKERS)}` : requirement;
  const some = (most: number): string[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => marked(pick(random, PACKAGES)));
  const forked = (): string[] =>
    chance(random, 0.2)
      ? ["idna==3.7; python_version < '3.12'", "idna==3.10; python_version >= '3.12'"]
      : [];
  const locals = (names: readonly string[]): string[] =>
    names.filter(() => chance(random, 0.6)).map((name) => marked(lib(name)));
  const groups = {
    ...(chance(random, 0.6) && { dev: some(2) }),
    serve: [...some(2), ...(chance(random, 0.3) ? [{ 'include-group': 'more' }] : [])],
    more: some(2),
  };
  const extras = {
    web: some(2),
    all: chance(random, 0.5) ? ['api[web]'] : some(1),
  };
  const files: Files = {
    'pyproject.toml': pyproject(undefined, {
      groups: chance(random, 0.3) ? { shared: some(2) } : {},
      tool: `[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n${conflicts ? CONFLICTS : ''}`,
    }),
    'libs/core/pyproject.toml': pyproject('core', {
      dependencies: some(2),
      extras: conflicts
        ? { one: [RIVALS.one], other: [RIVALS.other] }
        : { one: some(1), other: some(1) },
    }),
    'libs/mail/pyproject.toml': pyproject('mail', {
      dependencies: [...some(2), ...locals(['core'])],
      extras: { one: some(1), other: some(1) },
    }),
    'services/api/pyproject.toml': pyproject('api', {
      dependencies: [
        ...some(3),
        ...forked(),
        ...locals(['core', 'mail']),
        // Which version that is depends on the extras whose markers hold.
        ...(conflicts ? ['typing-extensions', marked('core[one]')] : []),
      ],
      extras,
      groups,
      ...(chance(random, 0.3) && { tool: '[tool.uv]\ndefault-groups = ["serve"]\n' }),
    }),
  };
  const chosen = (names: readonly string[]) => names.filter(() => chance(random, 0.35));
  const selection = { package: 'api', extras: chosen(['all', 'web']), groups: chosen(['serve']) };
  return { files, dir: 'services/api', selection };
}

const EXTRAS = ['one', 'other', 'one,other'];

const CONFLICTS =
  '[tool.uv]\nconflicts = [[{ package = "core", extra = "one" }, { package = "core", extra = "other" }]]\n';

interface PyprojectParts {
  readonly dependencies?: readonly string[];
  readonly extras?: Readonly<Record<string, readonly string[]>>;
  readonly groups?: Readonly<Record<string, readonly (string | object)[]>>;
  readonly tool?: string;
}

/** @param name absent for a root that is no project */
function pyproject(
  name: string | undefined,
  { dependencies = [], extras = {}, groups = {}, tool = '' }: PyprojectParts,
): string {
  const list = (entries: readonly (string | object)[]): string =>
    `[${entries.map((each) => (typeof each === 'string' ? JSON.stringify(each) : '{ include-group = "more" }')).join(', ')}]`;
  const rows = (lists: Readonly<Record<string, readonly (string | object)[]>>): string =>
    Object.entries(lists)
      .map(([key, entries]) => `${key} = ${list(entries)}\n`)
      .join('');
  const project =
    name === undefined
      ? ''
      : `[project]\nname = "${name}"\nversion = "1.0"\nrequires-python = ">=3.11"\ndependencies = ${list(dependencies)}
[project.optional-dependencies]\n${rows(extras)}[tool.uv.sources]
${['core', 'mail']
  .filter((each) => each !== name)
  .map((each) => `${each} = { workspace = true }\n`)
  .join('')}[build-system]
requires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`;
  return `${project}${Object.keys(groups).length > 0 ? `[dependency-groups]\n${rows(groups)}` : ''}${tool}`;
}
