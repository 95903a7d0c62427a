import { isTable } from './toml-value';

/** A value of a TOML file with the keys of its tables sorted, and dates as the strings that tools read. */
export function sortedToml(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedToml);
  if (value instanceof Date) return value.toISOString();
  if (!isTable(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sortedToml(each)]));
}
