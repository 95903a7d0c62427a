import { registryOf } from '../../images/references/registry-of';
import { expandRepository } from '../../images/tags/expand-repository';

/** A registry that a job logs in to, and the variables of the CI system that hold the login. */
export interface RegistryLogin {
  /** With a port, if it has one: `registry.example:5000`. */
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** What names registries. */
export interface RegistryFacts {
  readonly namespace: string;
  /** Templates of repositories; none for `<namespace>/<image>`. */
  readonly repositories: readonly string[];
  /** Repository of a cache in a registry, if there is one. */
  readonly cache?: string;
}

/** The registries that images and the cache are pushed to, sorted by host. */
export function registryLogins({
  namespace,
  repositories,
  cache,
}: RegistryFacts): readonly RegistryLogin[] {
  const image = { id: 'image', project: 'image', reference: `${namespace}/image` };
  const names = (repositories.length > 0 ? repositories : ['{{reference}}']).map((template) =>
    expandRepository(template, image, namespace),
  );
  const hosts = [...names, ...(cache === undefined ? [] : [cache])].map(registryOf);
  return [...new Set(hosts)].filter(isHost).sort().map(loginOf);
}

function loginOf(host: string): RegistryLogin {
  const name = host.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const prefix = name.startsWith('REGISTRY_') ? name : `REGISTRY_${name}`;
  return { host, username: `${prefix}_USERNAME`, password: `${prefix}_PASSWORD` };
}

/** Whether a workflow may hold the text as it is; a push refuses another one. */
function isHost(text: string): boolean {
  return /^[\w.-]+(:\d+)?$/.test(text);
}
