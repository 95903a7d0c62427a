import type { BuildImageSchema } from '../../executors/build-image/schema';
import { parseCacheBackend } from '../../images/options/cache-backend';
import { DEFAULT_ENGINE } from '../../images/options/engine-capabilities';
import { wholeValues } from '../../images/options/whole-values';
import type { Problem } from '../../problems/problem';
import type { NormalizedPluginOptions } from '../../workspace/options/plugin-options';
import type { BuildTask } from '../build-task';

/** What tasks get their defaults from. */
export interface OptionSources {
  /** The plugin's options in nx.json. */
  readonly plugin: Pick<
    NormalizedPluginOptions,
    'namespace' | 'cacheBackend' | 'builder' | 'engine' | 'compression'
  >;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Tasks with what nx.json and the environment say of engine, builder, cache and compression where they say nothing themselves,
 * and what of it cannot be had here.
 */
export function withWorkspaceOptions(
  tasks: readonly BuildTask[],
  sources: OptionSources,
): { readonly tasks: readonly BuildTask[]; readonly notes: readonly Problem[] } {
  const filled = tasks.map((task) => ({ ...task, options: fill(whole(task.options), sources) }));
  const names = new Set(filled.flatMap(({ options }) => backendsOf(options)));
  const isAway = [...names].some((each) => parseCacheBackend(each)?.type === 'gha');
  return {
    tasks: filled,
    notes:
      isAway && !hasGitHubCache(sources.environment) ? [{ kind: 'github-cache-unavailable' }] : [],
  };
}

/** Options of buildx's grammar as they were typed. */
function whole(options: BuildImageSchema): BuildImageSchema {
  const { secrets, tags, output, cacheFrom } = options;
  const given = Object.entries({ secrets, tags, output, cacheFrom }).flatMap(([name, values]) =>
    values === undefined ? [] : [[name, wholeValues(values)]],
  );
  return { ...options, ...Object.fromEntries(given) };
}

function fill(options: BuildImageSchema, { plugin, environment }: OptionSources): BuildImageSchema {
  const engine = options.engine ?? plugin.engine;
  // The workspace's builder, cache and compression are those of the workspace's engine.
  const isOwn = (engine ?? DEFAULT_ENGINE) === (plugin.engine ?? DEFAULT_ENGINE);
  const own: Partial<OptionSources['plugin']> = isOwn ? plugin : {};
  // A machine's own choice comes before the workspace's: CI sets it for whatever calls buildx.
  const builder = options.builder ?? (environment.BUILDX_BUILDER ? undefined : own.builder);
  const backend = options.cacheBackend ?? own.cacheBackend;
  const compression = options.compression ?? own.compression;
  const place = (text: string): string => withPlace(text, plugin.namespace);
  return {
    ...options,
    ...(engine !== undefined && { engine }),
    ...(builder !== undefined && { builder }),
    ...(backend !== undefined && { cacheBackend: place(backend) }),
    ...(compression !== undefined && { compression }),
    ...(options.cacheFrom && { cacheFrom: options.cacheFrom.map(place) }),
    cacheWrite: options.cacheWrite ?? isSet(environment.CI),
  };
}

/** Folder of a cache that is one word; git and build contexts ignore what Nx keeps there. */
const LOCAL_CACHE = '.nx/cache/image-layers';

/** Backends that are one word and have a place by the workspace. */
function withPlace(text: string, namespace: string): string {
  if (text === 'registry') {
    return `type=registry,ref=${namespace ? `${namespace}/` : ''}build-cache`;
  }
  return text === 'local' ? `type=local,dest=${LOCAL_CACHE}` : text;
}

function backendsOf({ cacheBackend, cacheFrom = [] }: BuildImageSchema): readonly string[] {
  return [...(cacheBackend === undefined ? [] : [cacheBackend]), ...cacheFrom];
}

/**
 * Whether GitHub's cache can be reached; buildx leaves it away in silence where it cannot.
 *
 * Rule: `addGithubToken` and `isActive` of buildx's `util/buildflags`.
 */
function hasGitHubCache(environment: OptionSources['environment']): boolean {
  const { ACTIONS_RUNTIME_TOKEN, ACTIONS_CACHE_URL, ACTIONS_RESULTS_URL } = environment;
  return isSet(ACTIONS_RUNTIME_TOKEN) && (isSet(ACTIONS_CACHE_URL) || isSet(ACTIONS_RESULTS_URL));
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false';
}
