import { posix } from 'node:path';
import type { NxJsonConfiguration } from '@nx/devkit';
import { defaultNamespace } from '../../images/model/default-namespace';
import type { ReleaseProblem } from '../../problems/kinds/builds/release-problem';
import type { GeneratorProblem } from '../../problems/kinds/commands/generator-problem';
import type { NxProblem } from '../../problems/kinds/nx-problem';
import { isReleasing } from '../../workspace/nx/is-releasing';
import { VERSION_ACTIONS_PATH } from '../../workspace/nx/version-actions-path';
import { withDevTargets } from './with-dev-targets';

/** What the registration is planned from. */
export interface InitFacts {
  readonly nxJson: NxJsonConfiguration;
  /** Name in the root package.json. */
  readonly packageName?: string;
  /** Name of the workspace's folder. */
  readonly folder: string;
  /** Text of .gitignore, if there is one. */
  readonly gitignore?: string;
  /** The namespace of a registered plugin, and whether Dockerfiles name images by it; absent where nobody asks. */
  readonly standing?: { readonly namespace: string; readonly hasImages: boolean };
  /** Folders of Python projects. */
  readonly pythonDirs: readonly string[];
}

/** What changes; absent where nothing does. */
export interface InitPlan {
  readonly nxJson?: NxJsonConfiguration;
  readonly gitignore?: string;
  readonly problems: readonly (GeneratorProblem | NxProblem)[];
  readonly notes: readonly ReleaseProblem[];
}

/** What Python's tools leave behind in source folders. Nx leaves out of its graph what git ignores. */
const CACHES = [
  '.venv/',
  '__pycache__/',
  '*.egg-info/',
  '.pytest_cache/',
  '.mypy_cache/',
  '.ruff_cache/',
];

/** As generators.json names it. */
const SYNC_GENERATORS = ['nx-slipway:ignore-files', 'nx-slipway:shared-layers'];

/** `[host[:port]/]path`, as an image reference may begin. */
const NAMESPACE =
  /^(?:[a-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;

/** Whether nx.json has the plugin already. */
export function isRegistered({ plugins = [] }: NxJsonConfiguration): boolean {
  return plugins.some(
    (entry) => (typeof entry === 'string' ? entry : entry.plugin) === 'nx-slipway',
  );
}

/** Plans the registration of the plugin; an existing registration is kept with its options. */
export function planInit(
  {
    namespace,
    skipGitignore = false,
    release = false,
    devTargets = false,
  }: {
    readonly namespace?: string;
    readonly skipGitignore?: boolean;
    readonly release?: boolean;
    readonly devTargets?: boolean;
  },
  facts: InitFacts,
): InitPlan {
  if (namespace !== undefined && !NAMESPACE.test(namespace)) {
    const expected = 'small letters, digits and single hyphens: acme, registry.example/acme';
    return {
      problems: [
        { kind: 'generator-option-invalid', option: 'namespace', value: namespace, expected },
      ],
      notes: [],
    };
  }
  const plugins = facts.nxJson.plugins ?? [];
  const isKnown = isRegistered(facts.nxJson);
  const isRenamed = isKnown && namespace !== undefined && namespace !== facts.standing?.namespace;
  if (isRenamed && facts.standing?.hasImages) {
    const stands = { from: facts.standing.namespace, to: namespace };
    return {
      problems: [{ kind: 'namespace-stands', place: { file: 'nx.json' }, ...stands }],
      notes: [],
    };
  }
  const options = { namespace: namespace ?? defaultNamespace(facts.packageName, facts.folder) };
  const gitignore = skipGitignore ? undefined : withCaches(facts.gitignore);
  const plain = isKnown
    ? isRenamed
      ? withNamespace(facts.nxJson, namespace)
      : facts.nxJson
    : {
        ...withSyncGenerators(facts.nxJson),
        plugins: [...plugins, { plugin: 'nx-slipway', options }],
      };
  const registered = devTargets ? withDevTargets(plain) : plain;
  const addsRelease = release && !isReleasing(facts.nxJson);
  const isTaken = addsRelease && facts.nxJson.release !== undefined;
  const nxJson = addsRelease && !isTaken ? withRelease(registered, facts.pythonDirs) : registered;
  return {
    ...(nxJson !== facts.nxJson && { nxJson }),
    ...(gitignore !== undefined && { gitignore }),
    problems: [],
    notes: isTaken ? [{ kind: 'release-configured', versionActions: VERSION_ACTIONS_PATH }] : [],
  };
}

type PluginEntry = Exclude<NonNullable<NxJsonConfiguration['plugins']>[number], string>;

function withNamespace(nxJson: NxJsonConfiguration, namespace: string): NxJsonConfiguration {
  const plugins = (nxJson.plugins ?? []).map((entry) => {
    const known: PluginEntry = typeof entry === 'string' ? { plugin: entry } : entry;
    if (known.plugin !== 'nx-slipway') return entry;
    return { ...known, options: { ...(known.options as object | undefined), namespace } };
  });
  return { ...nxJson, plugins };
}

/** `nx sync` and `nx sync:check` then keep the build contexts equal to the project graph. */
function withSyncGenerators(nxJson: NxJsonConfiguration): NxJsonConfiguration {
  const generators = [...(nxJson.sync?.globalGenerators ?? []), ...SYNC_GENERATORS];
  return { ...nxJson, sync: { ...nxJson.sync, globalGenerators: [...new Set(generators)] } };
}

/**
 * Each project has a version of its own, and new ones in the folders of others are released too. Nx knows no
 * pattern for projects of a language.
 */
function withRelease(nxJson: NxJsonConfiguration, dirs: readonly string[]): NxJsonConfiguration {
  const parents = dirs.map((dir) => (dir.includes('/') ? `${posix.dirname(dir)}/*` : dir));
  const projects = parents.length > 0 ? [...new Set(parents)].sort() : ['libs/*', 'services/*'];
  const version = { versionActions: VERSION_ACTIONS_PATH };
  return { ...nxJson, release: { projects, projectsRelationship: 'independent', version } };
}

/** The ignore file with the lines it lacks; undefined where it lacks none. */
function withCaches(gitignore = ''): string | undefined {
  const bare = (line: string): string => line.trim().replace(/^\*\*\/|^\/|\/$/g, '');
  const existing = new Set(gitignore.split('\n').map(bare));
  const missing = CACHES.filter((line) => !existing.has(bare(line)));
  if (missing.length === 0) return undefined;
  const end = gitignore.includes('\r\n') ? '\r\n' : '\n';
  const gap = gitignore === '' ? '' : gitignore.endsWith('\n') ? end : end + end;
  return `${gitignore}${gap}${['# Python', ...missing].join(end)}${end}`;
}
