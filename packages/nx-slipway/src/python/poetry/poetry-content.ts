import { isTable, type TomlTable } from '../toml/toml-value';

const LEGACY_KEYS = ['dependencies', 'source', 'extras', 'dev-dependencies'];
const PROJECT_KEYS = ['requires-python', 'dependencies', 'optional-dependencies'];

/**
 * The text whose SHA-256 is the `content-hash` of a lock (Poetry 2, `Locker._get_content_hash`): what of
 * a pyproject decides a lock, as Python's `json.dumps(…, sort_keys=True)` writes it.
 *
 * @param isOld as Poetry before 2.3 has it, which passed over `[dependency-groups]`
 */
export function poetryContent(pyproject: TomlTable, isOld = false): string {
  const project = pick(tableAt(pyproject, 'project'), PROJECT_KEYS);
  const groups = isOld ? {} : tableAt(pyproject, 'dependency-groups');
  const poetry = tableAt(tableAt(pyproject, 'tool'), 'poetry');
  const isStandard = Object.keys(project).length + Object.keys(groups).length > 0;
  // Without standard tables the keys of Poetry 1 are there even where they say nothing.
  const blank = Object.fromEntries(LEGACY_KEYS.map((key) => [key, null]));
  const declared = pick(poetry, [...LEGACY_KEYS, 'group']);
  return json(
    isStandard
      ? {
          ...(Object.keys(project).length > 0 && { project }),
          ...(Object.keys(groups).length > 0 && { 'dependency-groups': groups }),
          tool: { poetry: declared },
        }
      : { ...blank, ...declared },
  );
}

function tableAt(table: TomlTable, key: string): TomlTable {
  const value = table[key];
  return isTable(value) ? value : {};
}

function pick(table: TomlTable, keys: readonly string[]): TomlTable {
  return Object.fromEntries(keys.flatMap((key) => (key in table ? [[key, table[key]]] : [])));
}

/** White space and escapes are Python's. */
function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`;
  if (isTable(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${json(key)}: ${json(value[key])}`).join(', ')}}`;
  }
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
