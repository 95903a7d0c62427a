/** A buildx `--secret` value taken apart; the secret itself is in none of it. */
export interface SecretSpec {
  /** Empty where the value names none, which buildx refuses. */
  readonly id: string;
  /** Variable the secret comes from. */
  readonly variable?: string;
  /** File the secret comes from, as written. */
  readonly file?: string;
}

/**
 * Reads `id=…` with `env=…`, `src=…` or `source=…`; `type=env` makes the latter two a variable. A value
 * without a field name is an id.
 *
 * Rule: `ParseSecret` of buildx's `util/buildflags`.
 */
export function parseSecret(secret: string): SecretSpec {
  const fields = new Map(secret.split(',').map(splitField));
  const source = fields.get('src') ?? fields.get('source');
  const isVariable = fields.get('type') === 'env';
  const variable = fields.get('env') ?? (isVariable ? source : undefined);
  const file = isVariable ? undefined : source;
  return {
    id: fields.get('id') ?? '',
    ...(variable !== undefined && { variable }),
    ...(file !== undefined && { file }),
  };
}

function splitField(field: string): [string, string] {
  const equals = field.indexOf('=');
  return equals === -1
    ? ['id', field]
    : [field.slice(0, equals).toLowerCase(), field.slice(equals + 1)];
}
