import { withoutLogins } from '../../problems/logins';
import { normalizeName } from '../pep508/normalize-name';
import type { TomlPath } from '../toml/toml-places';
import type { TomlReader } from '../toml/toml-reader';
import type { UvSettings, UvSource } from './pyproject';

const uv = ['tool', 'uv'];

/** The part of `[tool.uv]` that the plugin reads. */
export function parseUvSettings(reader: TomlReader): UvSettings {
  const isPackage = reader.boolean([...uv, 'package']);
  const required = reader.string([...uv, 'required-version']);
  const workspace = [...uv, 'workspace'];
  const sources = [...uv, 'sources'];
  return {
    isPresent: reader.has(uv),
    isWorkspaceRoot: reader.has(workspace),
    members: reader.strings([...workspace, 'members']).map(({ value }) => value),
    exclude: reader.strings([...workspace, 'exclude']).map(({ value }) => value),
    sources: new Map(
      reader
        .keys(sources)
        .map((name) => [normalizeName(name), sourcesAt(reader, [...sources, name])]),
    ),
    indexes: reader.elements([...uv, 'index']).map(({ path }) => ({
      ...present('name', reader.string([...path, 'name'])),
      ...present('url', urlWithoutLogin(reader.string([...path, 'url']))),
      isDefault: reader.boolean([...path, 'default']) ?? false,
      place: reader.place(path),
    })),
    ...(required !== undefined && {
      requiredVersion: { text: required, place: reader.place([...uv, 'required-version']) },
    }),
    ...(isPackage !== undefined && { package: isPackage }),
    isManaged: reader.boolean([...uv, 'managed']) ?? true,
    usesSources: !reader.has([...uv, 'no-sources']) && !reader.has([...uv, 'no-sources-package']),
  };
}

/** One table, or a list of them that markers, extras or groups tell apart. */
function sourcesAt(reader: TomlReader, path: TomlPath): readonly UvSource[] {
  if (reader.isArray(path)) {
    return reader.elements(path).map((element) => sourceAt(reader, element.path));
  }
  return [sourceAt(reader, path)];
}

function sourceAt(reader: TomlReader, path: TomlPath): UvSource {
  const keys = new Set(reader.keys(path));
  const text = (key: string) => (keys.has(key) ? reader.string([...path, key]) : undefined);
  const flag = (key: string) => (keys.has(key) ? reader.boolean([...path, key]) : undefined);
  const name = (key: string) => {
    const value = text(key);
    return value === undefined ? undefined : normalizeName(value);
  };
  return {
    ...present('workspace', flag('workspace')),
    ...present('editable', flag('editable')),
    ...present('path', text('path')),
    ...present('git', text('git')),
    ...present('url', text('url')),
    ...present('index', text('index')),
    ...present('marker', text('marker')),
    ...present('extra', name('extra')),
    ...present('group', name('group')),
    place: reader.place(path),
  };
}

/** What is read of a pyproject is stored, and who may read the store is not up to this. */
function urlWithoutLogin(url: string | undefined): string | undefined {
  return url === undefined ? undefined : withoutLogins(url);
}

function present<K extends string, T>(key: K, value: T | undefined): { readonly [_ in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [_ in K]?: T };
}
