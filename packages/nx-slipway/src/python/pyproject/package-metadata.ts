import { withoutLogins } from '../../problems/logins';
import type { TomlPath } from '../toml/toml-places';
import type { TomlReader } from '../toml/toml-reader';

/** What a project says of itself to people, as far as images repeat it. */
export interface PackageMetadata {
  readonly description?: string;
  /** SPDX expression. */
  readonly license?: string;
  /** Page of the repository, without a login. */
  readonly source?: string;
}

/** Names of links to a repository, as PyPA's specification "Well-known Project URLs" normalizes them. */
const SOURCES = ['source', 'repository', 'sourcecode', 'github'];

/**
 * Reads the metadata of `[project]`, or of `[tool.poetry]` without one. A license that is a table holds or names a
 * text (before PEP 639) and is left out.
 */
export function packageMetadata(reader: TomlReader): PackageMetadata {
  const table: TomlPath = reader.has(['project']) ? ['project'] : ['tool', 'poetry'];
  const text = (path: TomlPath): string | undefined => {
    if (reader.isTable(path) || reader.isArray(path)) return undefined;
    const value = reader.string(path)?.replace(/\s+/g, ' ').trim();
    return value === '' ? undefined : value;
  };
  const description = text([...table, 'description']) ?? text(['tool', 'poetry', 'description']);
  const license = text([...table, 'license']);
  const [link] = linksOf(reader, table).filter((path) => /^https?:\/\//.test(text(path) ?? ''));
  const source = link && text(link);
  return {
    ...(description !== undefined && { description }),
    ...(license !== undefined && { license }),
    ...(source !== undefined && { source: withoutLogins(source) }),
  };
}

/** Links to a repository, the first that counts first. */
function linksOf(reader: TomlReader, table: TomlPath): readonly TomlPath[] {
  const urls = [...table, 'urls'];
  const names = reader.isTable(urls) ? reader.keys(urls) : [];
  const known = SOURCES.flatMap((source) =>
    names.filter((name) => name.toLowerCase().replace(/[^a-z0-9]/g, '') === source),
  );
  return [...known.map((name) => [...urls, name]), [...table, 'repository']];
}
