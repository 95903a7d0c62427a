import { asTable, type TomlTable } from '../../python/toml/toml-value';

/** Returns the settings of uv in a parsed file: a `uv.toml` has the keys of `[tool.uv]` without the table. */
export function uvTable(file: string, toml: TomlTable): TomlTable {
  return file.endsWith('uv.toml') ? toml : asTable(asTable(toml.tool).uv);
}
