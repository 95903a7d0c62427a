import { posix } from 'node:path';
import type { Place } from '../../problems/place';
import type { TomlPath } from '../toml/toml-places';
import type { TomlReader } from '../toml/toml-reader';
import { type BuildBackend, buildBackend } from './build-backend';
import { listed, oneOrListed, type Setting, settingsPath } from './wheel-settings';

/** What a build backend is told to put into a wheel. */
export interface WheelPaths {
  /** Files and folders that are named, relative to the project's folder, as far as they have no wildcard. */
  readonly named: readonly { readonly path: string; readonly place: Place }[];
  /** Something else may be in the wheel too: a pattern, a script, a backend whose settings are not read. */
  readonly isOpen: boolean;
}

interface Backend {
  readonly paths: (reader: TomlReader) => readonly Setting[];
  readonly isOpen: (reader: TomlReader) => boolean;
}

/**
 * Reads which files of a project its wheel takes, out of the settings of its build backend. Where a
 * backend finds packages by itself it takes none of a folder named `build`, `dist` or `tests`.
 *
 * Rules: the manuals of hatch ("Build configuration", "Wheel builder"), setuptools ("Package Discovery",
 * "Configuring setuptools using pyproject.toml"), poetry-core ("packages", "include"), pdm-backend
 * ("Build Configuration"), flit ("pyproject.toml") and uv ("Build backend").
 *
 * @param requires normalised names of the build requirements
 */
export function wheelPaths(reader: TomlReader, requires: readonly string[]): WheelPaths {
  const backend = buildBackend(requires);
  if (backend === undefined) return { named: [], isOpen: true };
  const { paths, isOpen } = BACKENDS[backend];
  const all = paths(reader).map(({ text, path }) => ({
    path: settingsPath(text),
    place: reader.place(path),
  }));
  const isPattern = ({ path }: { readonly path: string }) => /[*?[]/.test(path.split('/')[0] ?? '');
  return {
    named: all.filter((each) => !isPattern(each) && !/^\.{1,2}(\/|$)/.test(each.path)),
    isOpen: isOpen(reader) || all.some(isPattern),
  };
}

const HATCH = ['tool', 'hatch', 'build'];
const HATCH_LISTS = ['include', 'packages', 'only-include', 'artifacts'];

const hatch: Backend = {
  paths: (reader) =>
    hatchTables.flatMap((table) => [
      ...HATCH_LISTS.flatMap((key) => listed(reader, [...table, key])),
      ...['force-include', 'sources'].flatMap((key) => keyed(reader, [...table, key])),
    ]),
  // What a hook writes or reads is its own; the version hook writes one file of a package.
  isOpen: (reader) =>
    hatchTables.some((table) =>
      reader.keys([...table, 'hooks']).some((hook) => hook !== 'vcs' && hook !== 'version'),
    ),
};
const hatchTables: readonly TomlPath[] = [HATCH, [...HATCH, 'targets', 'wheel']];

const SETUPTOOLS = ['tool', 'setuptools'];
const PACKAGES = [...SETUPTOOLS, 'packages'];
const FIND = [...PACKAGES, 'find'];

const setuptools: Backend = {
  paths: (reader) => [
    // A list of packages, or a table that says where they are found.
    ...(reader.isTable(PACKAGES) ? [] : listed(reader, PACKAGES)).map(({ text, path }) => ({
      text: text.replaceAll('.', '/'),
      path,
    })),
    ...['package-dir', 'data-files'].flatMap((key) =>
      reader
        .keys([...SETUPTOOLS, key])
        .flatMap((name) => texts(reader, [...SETUPTOOLS, key, name])),
    ),
    ...listed(reader, [...FIND, 'where']),
    ...listed(reader, [...FIND, 'include']).map(({ text, path }) => ({
      text: text.replace(/[.*].*$/, '') || '*',
      path,
    })),
  ],
  // Unlike discovery without settings, `find` takes every folder that it is not told to leave out.
  isOpen: (reader) => {
    const where = listed(reader, [...FIND, 'where']).map(({ text }) => posix.normalize(text));
    const isEverywhere = where.length === 0 || where.some((each) => each === '.' || each === './');
    return reader.has(FIND) && !reader.has([...FIND, 'include']) && isEverywhere;
  },
};

const poetryCore: Backend = {
  paths: (reader) =>
    ['packages', 'include'].flatMap((key) =>
      reader.elements(['tool', 'poetry', key]).flatMap(({ path, value }): readonly Setting[] => {
        if (typeof value === 'string') return [{ text: value, path }];
        const [from = '.', include] = ['from', 'include'].map((name) =>
          reader.string([...path, name]),
        );
        return include === undefined ? [] : [{ text: posix.join(from, include), path }];
      }),
    ),
  isOpen: (reader) => reader.has(['tool', 'poetry', 'build']),
};

const PDM = ['tool', 'pdm', 'build'];

const pdm: Backend = {
  paths: (reader) => [
    ...['includes', 'package-dir'].flatMap((key) => texts(reader, [...PDM, key])),
    ...['data', 'wheel-data'].flatMap((key) =>
      reader.keys([...PDM, key]).flatMap((name) => texts(reader, [...PDM, key, name])),
    ),
  ],
  isOpen: (reader) => reader.has([...PDM, 'custom-hook']) || reader.has([...PDM, 'run-setuptools']),
};

const flit: Backend = {
  paths: (reader) => [
    ...texts(reader, ['tool', 'flit', 'module', 'name']),
    ...texts(reader, ['tool', 'flit', 'external-data', 'directory']),
  ],
  isOpen: () => false,
};

const UV = ['tool', 'uv', 'build-backend'];

const uvBuild: Backend = {
  paths: (reader) => {
    const root = reader.string([...UV, 'module-root']) ?? 'src';
    return [
      ...texts(reader, [...UV, 'module-name']).map(({ text, path }) => ({
        text: posix.join(root, text.replaceAll('.', '/')),
        path,
      })),
      ...(reader.has([...UV, 'module-root']) ? [{ text: root, path: [...UV, 'module-root'] }] : []),
      ...reader.keys([...UV, 'data']).flatMap((key) => texts(reader, [...UV, 'data', key])),
    ];
  },
  isOpen: () => false,
};

const BACKENDS: Readonly<Record<BuildBackend, Backend>> = {
  hatch,
  setuptools,
  'poetry-core': poetryCore,
  pdm,
  flit,
  uv: uvBuild,
};

function keyed(reader: TomlReader, path: TomlPath): readonly Setting[] {
  return reader.keys(path).map((key) => ({ text: key, path: [...path, key] }));
}

/** Reads a string, a list of them, or tables with a `path` each. */
function texts(reader: TomlReader, path: TomlPath): readonly Setting[] {
  if (!reader.isArray(path)) return oneOrListed(reader, path);
  return reader.elements(path).flatMap(({ path: at, value }): readonly Setting[] => {
    if (typeof value === 'string') return [{ text: value, path: at }];
    return reader.isTable(at) && reader.has([...at, 'path']) ? texts(reader, [...at, 'path']) : [];
  });
}
