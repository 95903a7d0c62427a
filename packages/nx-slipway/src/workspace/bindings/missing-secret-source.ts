import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseSecret } from '../../images/options/parse-secret';

/**
 * Checks that what buildx is to read a secret from is there; the contents are not looked at. buildx takes
 * `id=NAME` alone from the variable or file of that name.
 *
 * @param secret buildx `--secret` value
 * @param environment variables of the process the engine's client is started from
 * @returns what is missing, in words for people; undefined where it is there
 */
export function missingSecretSource(
  secret: string,
  {
    workspaceRoot,
    environment,
  }: {
    readonly workspaceRoot: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): string | undefined {
  const { id, variable, file } = parseSecret(secret);
  const isThere =
    variable !== undefined
      ? environment[variable] !== undefined
      : file !== undefined
        ? existsSync(resolve(workspaceRoot, file))
        : environment[id] !== undefined || existsSync(resolve(workspaceRoot, id));
  if (isThere) return undefined;
  return variable !== undefined ? `the variable ${variable}` : `the file ${file ?? id}`;
}
