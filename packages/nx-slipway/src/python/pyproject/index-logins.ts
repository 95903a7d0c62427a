import { withoutSlash } from '../projects/without-slash';
import type { UvIndex } from './pyproject';

/**
 * The logins of named package indexes as a netrc file, from the variables uv itself reads on the host:
 * `UV_INDEX_<NAME>_USERNAME` and `UV_INDEX_<NAME>_PASSWORD`. Steps of a build know the netrc, so that no
 * Dockerfile has a line for each index. Undefined where no index has a login.
 */
export function indexLogins(
  indexes: readonly Pick<UvIndex, 'name' | 'url'>[],
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const lines = indexes.flatMap(({ name, url }) => {
    const [login, password] = indexVariables(name ?? '').map((variable) => environment[variable]);
    const host = url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
    return name && host && login && password
      ? [`machine ${host} login ${quoted(login)} password ${quoted(password)}\n`]
      : [];
  });
  return lines.length > 0 ? [...new Set(lines)].join('') : undefined;
}

/**
 * Returns the address of an index with the login that variables have for its name; as it is where it has a login
 * already, or none is known.
 */
export function withIndexLogin(
  address: string,
  indexes: readonly Pick<UvIndex, 'name' | 'url'>[],
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username || url.password) return address;
  for (const { name, url: other } of indexes) {
    if (!name || withoutSlash(other ?? '') !== withoutSlash(address)) continue;
    const [login, password] = indexVariables(name).map((variable) => environment[variable]);
    if (!login || !password) continue;
    url.username = encodeURIComponent(login);
    url.password = encodeURIComponent(password);
    return url.href;
  }
  return address;
}

/**
 * Names of the variables with the user and the password of a named index.
 *
 * Rule for the name: uv's `IndexName::to_env_var`.
 */
export function indexVariables(name: string): readonly [string, string] {
  const variable = `UV_INDEX_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  return [`${variable}_USERNAME`, `${variable}_PASSWORD`];
}

/** A token of a netrc, which ends at white space. */
function quoted(token: string): string {
  return /[\s"\\#]/.test(token) ? `"${token.replace(/["\\]/g, '\\$&')}"` : token;
}
