import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseSecret } from '../../images/options/parse-secret';
import type { Problem } from '../../problems/problem';

/**
 * Checks that what buildx is to read secrets from is there; the contents are not looked at. buildx takes
 * `id=NAME` alone from the variable or file of that name.
 *
 * @param secrets buildx `--secret` values
 * @param environment variables of the process the engine's client is started from
 */
export function checkSecretSources(
  project: string,
  secrets: readonly string[],
  {
    workspaceRoot,
    environment,
  }: {
    readonly workspaceRoot: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): readonly Problem[] {
  return secrets.flatMap((secret): Problem[] => {
    const { id, variable, file } = parseSecret(secret);
    const isThere =
      variable !== undefined
        ? environment[variable] !== undefined
        : file !== undefined
          ? existsSync(resolve(workspaceRoot, file))
          : environment[id] !== undefined || existsSync(resolve(workspaceRoot, id));
    const source = variable !== undefined ? `the variable ${variable}` : `the file ${file ?? id}`;
    return isThere ? [] : [{ kind: 'secret-source-missing', project, id, source }];
  });
}
