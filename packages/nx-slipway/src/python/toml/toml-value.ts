/** A parsed TOML table whose content nobody has checked. */
export type TomlTable = Readonly<Record<string, unknown>>;

/** The value where it is a table, else an empty one. */
export function asTable(value: unknown): TomlTable {
  return isTable(value) ? value : {};
}

/** The value where it is an array, else an empty one. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value where it is a string. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The strings of an array; anything else is passed over. */
export function asStrings(value: unknown): readonly string[] {
  return asArray(value).filter((each) => typeof each === 'string');
}

/** Dates are objects too, but no tables. */
export function isTable(value: unknown): value is TomlTable {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/** The value behind keys of tables within tables; undefined where the way ends before. */
export function valueAt(table: TomlTable, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => asTable(value)[key], table);
}
