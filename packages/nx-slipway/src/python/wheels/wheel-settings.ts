import { posix } from 'node:path';
import { withoutSlash } from '../projects/without-slash';
import type { TomlPath } from '../toml/toml-places';
import type { TomlReader } from '../toml/toml-reader';

/** A string in the settings of a build backend: a path, a pattern of paths or a module. */
export interface Setting {
  readonly text: string;
  readonly path: TomlPath;
}

/** Reads the strings of a list; other elements are left out. */
export function listed(reader: TomlReader, path: TomlPath): readonly Setting[] {
  return reader
    .elements(path)
    .flatMap(({ path: at, value }) =>
      typeof value === 'string' ? [{ text: value, path: at }] : [],
    );
}

/** Reads a string, or the strings of a list. */
export function oneOrListed(reader: TomlReader, path: TomlPath): readonly Setting[] {
  if (reader.isArray(path)) return listed(reader, path);
  const text = reader.isTable(path) ? undefined : reader.string(path);
  return text === undefined ? [] : [{ text, path }];
}

/** Returns a path of the settings relative to the project's folder, without a slash at its end. */
export function settingsPath(text: string): string {
  return withoutSlash(posix.normalize(text.replace(/^\/+/, '')));
}
