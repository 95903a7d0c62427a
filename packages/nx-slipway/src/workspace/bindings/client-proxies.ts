import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeFolder } from 'dockerfile-frontend';
import { sha256 } from '../cache/sha256';

/** Proxies in the configuration of Docker's client, by host of the engine or `default`. */
type Proxies = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Build arguments that the client sets, and what they are called in its configuration. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  HTTP_PROXY: 'httpProxy',
  HTTPS_PROXY: 'httpsProxy',
  FTP_PROXY: 'ftpProxy',
  NO_PROXY: 'noProxy',
  ALL_PROXY: 'allProxy',
};

/**
 * Build arguments that Docker's client adds to every build out of the `proxies` of its configuration. Values are
 * digests, of those for all hosts: an address may hold a login, and all that is asked is whether it is the same.
 */
export function clientProxies({
  DOCKER_CONFIG: folder = join(homeFolder() ?? '/', '.docker'),
}: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const hosts = Object.entries(readProxies(join(folder, 'config.json')));
  return Object.fromEntries(
    Object.entries(ARGUMENTS).flatMap(([name, key]) => {
      const values = hosts.flatMap(([host, own]) => (own?.[key] ? [[host, own[key]]] : []));
      const digest = sha256(JSON.stringify(values));
      return values.length > 0 ? [name, name.toLowerCase()].map((each) => [each, digest]) : [];
    }),
  );
}

function readProxies(file: string): Proxies {
  try {
    const { proxies } = JSON.parse(readFileSync(file, 'utf8')) as { readonly proxies?: Proxies };
    return proxies ?? {};
  } catch {
    return {};
  }
}
