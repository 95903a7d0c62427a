import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Returns the home folder of this user: `HOME`, and where that is empty or relative the one of the user's account.
 * Undefined without either: what would be kept there is not kept, since a relative path is one of the workspace.
 */
export function homeFolder(): string | undefined {
  return [homedir, accountHome].map((find) => find()).find(isAbsolute);
}

/**
 * Returns the folder where this user's caches of nx-slipway are: below `$XDG_CACHE_HOME`, else `~/.cache`. Undefined
 * without a home folder.
 */
export function userCacheFolder({
  XDG_CACHE_HOME: cache = '',
}: NodeJS.ProcessEnv): string | undefined {
  // The specification of the variable has relative paths ignored.
  if (isAbsolute(cache)) return join(cache, 'nx-slipway');
  const home = homeFolder();
  return home === undefined ? undefined : join(home, '.cache', 'nx-slipway');
}

/** Empty for a user without an account on this machine, as in some containers. */
function accountHome(): string {
  try {
    return userInfo().homedir;
  } catch {
    return '';
  }
}
