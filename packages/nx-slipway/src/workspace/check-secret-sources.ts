import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../problems/problem';

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
    const fields = new Map(secret.split(',').map((field) => splitField(field)));
    const id = fields.get('id') ?? '';
    const path = fields.get('src') ?? fields.get('source');
    const isVariable = fields.get('type') === 'env';
    const variable = fields.get('env') ?? (isVariable ? path : undefined);
    const file = isVariable ? undefined : path;
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

function splitField(field: string): [string, string] {
  const equals = field.indexOf('=');
  return equals === -1
    ? ['id', field]
    : [field.slice(0, equals).toLowerCase(), field.slice(equals + 1)];
}
