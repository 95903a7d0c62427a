import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { homeFolder } from 'dockerfile-frontend';

/**
 * Files of this machine that the generated steps reaching a package index know what to do with, by the
 * id of the secret; only those that are there.
 */
export function buildSecrets(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const home = homeFolder();
  const files = {
    ca: environment.SSL_CERT_FILE,
    'pip-conf': environment.PIP_CONFIG_FILE,
    netrc: environment.NETRC ?? (home === undefined ? undefined : join(home, '.netrc')),
  };
  return Object.fromEntries(
    Object.entries(files).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && existsSync(entry[1]),
    ),
  );
}
