import { parseCacheBackend } from '../../images/options/cache-backend';
import { indexVariables } from '../../python/pyproject/index-logins';
import { ACTIONS } from './actions';
import type { CiFacts, CiOptions, CiSystem } from './ci-facts';
import type { PackageManager } from './package-manager';
import { type RegistryLogin, registryLogins } from './registry-logins';
import { UPGRADE_COMMAND } from './upgrade-command';

/** What the templates of one CI system show. */
export interface CiView {
  readonly actions: typeof ACTIONS;
  readonly manager: PackageManager;
  readonly nx: string;
  /** As the file has it: a name, or a variable of the system. */
  readonly branch: string;
  /** With expressions of the system in place of the variables' names. */
  readonly logins: readonly RegistryLogin[];
  /** Images or the cache are in GitHub's own registry. */
  readonly usesPackages: boolean;
  readonly usesGithubCache: boolean;
  readonly builder?: string;
  readonly targets: CiFacts['targets'];
  readonly isReleasing: boolean;
  readonly hasConventionalCommits: boolean;
  /** Variables with the logins of package indexes. */
  readonly indexVariables: readonly string[];
  readonly upgrade: string;
}

const GITHUB_REGISTRY = 'ghcr.io';

/** Prepares what the templates of a system show. */
export function ciView(
  system: CiSystem,
  { branch }: CiOptions,
  { manager, ...facts }: CiFacts & { readonly manager: PackageManager },
): CiView {
  const cache = parseCacheBackend(facts.cacheBackend ?? '');
  const { ref } = cache?.type === 'registry' ? cache.attributes : {};
  const found = registryLogins({ ...facts, ...(ref !== undefined && { cache: ref }) });
  return {
    actions: ACTIONS,
    manager,
    nx: manager.nx,
    branch: system === 'github' ? (branch ?? 'main') : gitlabBranch(branch),
    logins: system === 'github' ? found.map(githubLogin) : found,
    usesPackages: found.some(({ host }) => host === GITHUB_REGISTRY),
    usesGithubCache: cache?.type === 'gha',
    builder: facts.builder ?? '',
    targets: facts.targets,
    isReleasing: facts.isReleasing,
    hasConventionalCommits: facts.hasConventionalCommits,
    indexVariables: [
      ...new Set(facts.indexes.filter(hasLogin).flatMap(({ name = '' }) => indexVariables(name))),
    ],
    upgrade: UPGRADE_COMMAND,
  };
}

function gitlabBranch(branch: string | undefined): string {
  return branch === undefined ? '$CI_DEFAULT_BRANCH' : `"${branch}"`;
}

function githubLogin({ host, username, password }: RegistryLogin): RegistryLogin {
  return host === GITHUB_REGISTRY
    ? { host, username: 'github.actor', password: 'secrets.GITHUB_TOKEN' }
    : { host, username: `secrets.${username}`, password: `secrets.${password}` };
}

/** Indexes that are open to everybody. */
const OPEN = ['pypi.org', 'test.pypi.org', 'download.pytorch.org'];

function hasLogin({ name, url }: CiFacts['indexes'][number]): boolean {
  const host = url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
  return name !== undefined && host !== '' && !OPEN.includes(host);
}
