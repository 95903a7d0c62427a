import { posix } from 'node:path';
import type { TomlPath } from '../toml/toml-places';
import type { TomlReader } from '../toml/toml-reader';
import { type BuildBackend, buildBackend } from './build-backend';
import { oneOrListed, settingsPath } from './wheel-settings';

/** What a pyproject says of the modules of its wheel, before the files of the project are looked at. */
export interface WheelModules {
  /** Modules that the settings name, and where they are relative to the project's folder, without `.py`. */
  readonly named: readonly WheelModule[];
  /** How the build backend finds modules where none is named. */
  readonly discovery: 'by-name' | 'setuptools' | 'pdm' | 'unknown';
  /** Folders in which the backend looks for modules, in this order: `src`, `.`. */
  readonly roots: readonly string[];
  /** Of setuptools: patterns of files besides Python's that it takes, by package; `*` is each of them. */
  readonly dataPatterns?: ReadonlyMap<string, readonly string[]>;
}

/** A top-level module or package of a wheel. */
export interface WheelModule {
  /** `billing`; with dots in a namespace package. */
  readonly name: string;
  /** Folder, or file without `.py`, relative to the project's folder. */
  readonly path: string;
}

/**
 * Reads which modules a project's wheel holds, out of the settings of its build backend.
 *
 * Rules: the manuals of hatch ("Wheel builder"), setuptools ("Package Discovery"), poetry-core ("packages"),
 * pdm-backend ("Build Configuration"), flit ("pyproject.toml") and uv ("Build backend").
 *
 * @param requires normalised names of the build requirements
 */
export function wheelModules(reader: TomlReader, requires: readonly string[]): WheelModules {
  const backend = buildBackend(requires);
  return backend === undefined
    ? { named: [], discovery: 'unknown', roots: [] }
    : READERS[backend](reader);
}

const READERS: Readonly<Record<BuildBackend, (reader: TomlReader) => WheelModules>> = {
  hatch,
  setuptools,
  'poetry-core': poetryCore,
  pdm,
  flit,
  uv: uvBuild,
};

/** A path of `packages` is installed under its last part. */
function hatch(reader: TomlReader): WheelModules {
  const build: TomlPath = ['tool', 'hatch', 'build'];
  const tables = [[...build, 'targets', 'wheel'], build];
  const first = (key: string): readonly string[] =>
    tables.map((table) => textsAt(reader, [...table, key])).find(({ length }) => length > 0) ?? [];
  const packages = first('packages').map(settingsPath);
  const only = first('only-include').map(settingsPath);
  const sources = first('sources').map(settingsPath);
  // A table of sources renames folders, and `include` is a list of patterns.
  const isOpen = tables.some(
    (table) =>
      reader.isTable([...table, 'sources']) ||
      reader.has([...table, 'force-include']) ||
      (reader.has([...table, 'include']) && packages.length === 0),
  );
  const under = (path: string): string => {
    const root = sources.find((source) => path.startsWith(`${source}/`));
    return root === undefined ? path : path.slice(root.length + 1);
  };
  return {
    named: [
      ...packages.map((path) => ({ name: posix.basename(path), path })),
      ...only.map((path) => ({ name: dotted(under(path)), path: path.replace(/\.py$/, '') })),
    ],
    discovery: isOpen ? 'unknown' : 'by-name',
    roots: ['src', '.'],
  };
}

function setuptools(reader: TomlReader): WheelModules {
  const table = ['tool', 'setuptools'];
  const folders = new Map(
    reader
      .keys([...table, 'package-dir'])
      .map((name) => [name, settingsPath(reader.string([...table, 'package-dir', name]) ?? '.')]),
  );
  const folder = (name: string): string =>
    folders.get(name) ?? posix.join(folders.get('') ?? '.', name.replaceAll('.', '/'));
  const listed = ['packages', 'py-modules'].flatMap((key) => textsAt(reader, [...table, key]));
  // What lies in a package that is listed too is found in its folder.
  const tops = listed.filter((name) => !listed.some((other) => name.startsWith(`${other}.`)));
  const where = textsAt(reader, [...table, 'packages', 'find', 'where']).map(settingsPath);
  const root = folders.get('');
  return {
    named: tops.map((name) => ({ name, path: folder(name) })),
    discovery: 'setuptools',
    dataPatterns: new Map(
      reader
        .keys([...table, 'package-data'])
        .map((name) => [name, textsAt(reader, [...table, 'package-data', name])]),
    ),
    roots: where.length > 0 ? where : root !== undefined ? [root] : ['src', '.'],
  };
}

function poetryCore(reader: TomlReader): WheelModules {
  const packages = ['tool', 'poetry', 'packages'];
  return {
    named: reader.elements(packages).flatMap(({ path }): readonly WheelModule[] => {
      const text = (key: string) => reader.string([...path, key]);
      const [include, from = '.', to] = [text('include'), text('from'), text('to')];
      if (include === undefined || /[*?[]/.test(include) || to !== undefined) return [];
      const file = settingsPath(include);
      return [{ name: dotted(file), path: posix.join(from, file.replace(/\.py$/, '')) }];
    }),
    discovery: reader.has(packages) ? 'unknown' : 'by-name',
    roots: ['.', 'src'],
  };
}

function pdm(reader: TomlReader): WheelModules {
  const build = ['tool', 'pdm', 'build'];
  const root = reader.string([...build, 'package-dir']);
  return {
    named: [],
    discovery: reader.has([...build, 'includes']) ? 'unknown' : 'pdm',
    roots: root === undefined ? ['src', '.'] : [settingsPath(root)],
  };
}

function flit(reader: TomlReader): WheelModules {
  const name =
    reader.string(['tool', 'flit', 'module', 'name']) ??
    reader.string(['tool', 'flit', 'metadata', 'module']);
  return named(name === undefined ? [] : [name], ['.', 'src']);
}

function uvBuild(reader: TomlReader): WheelModules {
  const build = ['tool', 'uv', 'build-backend'];
  const root = reader.string([...build, 'module-root']) ?? 'src';
  return named(textsAt(reader, [...build, 'module-name']), [settingsPath(root)]);
}

/** Modules that settings name without a folder: each is looked for in the roots. */
function named(names: readonly string[], roots: readonly string[]): WheelModules {
  return {
    named: names.flatMap((name) =>
      roots.map((root) => ({ name, path: posix.join(root, name.replaceAll('.', '/')) })),
    ),
    discovery: 'by-name',
    roots,
  };
}

function textsAt(reader: TomlReader, path: TomlPath): readonly string[] {
  return oneOrListed(reader, path).map(({ text }) => text);
}

/** `acme.billing` for `acme/billing`, `billing` for `billing.py`. */
function dotted(path: string): string {
  return path.replace(/\.py$/, '').replaceAll('/', '.');
}
