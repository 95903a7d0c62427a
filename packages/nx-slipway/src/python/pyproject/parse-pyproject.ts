import type { PythonProblem } from '../../problems/kinds/projects/python-problem';
import { normalizeName } from '../pep508/normalize-name';
import { parseRequirement } from '../pep508/parse-requirement';
import type { TomlPath } from '../toml/toml-places';
import { type TomlReader, tomlReader } from '../toml/toml-reader';
import { isTable, type TomlTable } from '../toml/toml-value';
import { mentionedFolders } from '../wheels/mentioned-folders';
import { buildsPortableWheel } from '../wheels/portable-wheel';
import { wheelModules } from '../wheels/wheel-modules';
import { wheelPaths } from '../wheels/wheel-paths';
import { packageMetadata } from './package-metadata';
import { parsePoetrySettings } from './parse-poetry-settings';
import { parseUvSettings } from './parse-uv-settings';
import type { DependencyGroupEntry, Pyproject, Requirement } from './pyproject';
import { takesVersionFromGit } from './takes-version-from-git';

/**
 * A pyproject from its parsed TOML. It is read tolerantly: what is missing or odd is left out, and
 * all that is odd is a problem with its line. Given the file's path relative to the workspace root
 * and the text, which only serves to say where something stands.
 */
export function parsePyproject(
  toml: TomlTable,
  file: string,
  text = '',
): { readonly pyproject: Pyproject; readonly problems: readonly PythonProblem[] } {
  const reader = tomlReader(toml, { file, text });
  const poetry = parsePoetrySettings(reader);
  const { declared } = poetry;
  // In the manner of Poetry 1 there is no [project].
  const isPoetrys = declared !== undefined && !reader.has(['project']);
  const name = isPoetrys ? declared.name : reader.string(['project', 'name']);
  const version = reader.string(['project', 'version']) ?? declared?.version;
  // It decides nothing, so that an odd one is nobody's problem.
  const range = reader.string(['project', 'requires-python']);
  const backend = reader.string(['build-system', 'build-backend']);
  const hasBuildSystem = reader.has(['build-system']);
  const requires = requirements(reader, ['build-system', 'requires']);
  const uv = parseUvSettings(reader);
  const entrypoint = reader.string(['tool', 'fastapi', 'entrypoint']);
  const groups = dependencyGroups(reader);
  const mentioned = mentionedFolders(
    toml,
    requires.map((each) => each.name),
  );
  const isPortable = buildsPortableWheel(
    // What is odd was found above, in the same settings.
    tomlReader(toml, { file, text: '' }),
    requires.map((each) => each.name),
  );
  const pyproject: Omit<Pyproject, 'isComplete'> = {
    dir: file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.',
    file,
    ...(name !== undefined && { name, normalizedName: normalizeName(name) }),
    ...(version !== undefined && { version }),
    // What is odd there keeps nothing from being built.
    metadata: packageMetadata(tomlReader(toml, { file, text: '' })),
    dynamic: isPoetrys
      ? ['version', 'dependencies', 'optional-dependencies']
      : reader.strings(['project', 'dynamic']).map(({ value }) => value),
    takesVersionFromGit: takesVersionFromGit(
      reader,
      requires.map((each) => each.name),
    ),
    ...(range !== undefined && {
      requiresPython: { range, place: reader.place(['project', 'requires-python']) },
    }),
    dependencies: requirements(reader, ['project', 'dependencies']),
    optionalDependencies: new Map(
      reader
        .keys(['project', 'optional-dependencies'])
        .map((extra) => [
          normalizeName(extra),
          requirements(reader, ['project', 'optional-dependencies', extra]),
        ]),
    ),
    dependencyGroups: groups,
    defaultGroups: defaultGroups(reader, groups),
    ...(reader.has(DEFAULT_GROUPS) && { defaultGroupsPlace: reader.place(DEFAULT_GROUPS) }),
    scripts: texts(reader, ['project', 'scripts']),
    guiScripts: texts(reader, ['project', 'gui-scripts']),
    entryPoints: new Map(
      reader
        .keys(['project', 'entry-points'])
        .map((group) => [group, texts(reader, ['project', 'entry-points', group])]),
    ),
    ...(hasBuildSystem && {
      buildSystem: {
        requires,
        ...(backend !== undefined && { backend }),
      },
    }),
    wheelPaths: wheelPaths(
      reader,
      requires.map((each) => each.name),
    ),
    wheelModules: wheelModules(
      // What is odd was found above, in the same settings.
      tomlReader(toml, { file, text: '' }),
      requires.map((each) => each.name),
    ),
    ...(isPortable && { hasPortableWheel: true }),
    ...(mentioned && { mentionedFolders: mentioned }),
    uv,
    poetry,
    ...(entrypoint !== undefined && { fastapiEntrypoint: entrypoint }),
    isPackage: uv.package ?? hasBuildSystem,
    place: isPoetrys ? declared.place : reader.place(['project', 'name']),
  };
  // A group may include one of Poetry's.
  const known = new Set([...groups.keys(), ...(declared?.groups.keys() ?? [])]);
  const problems = [...reader.problems, ...unknownGroups(groups, known)].sort(byPlace);
  return { pyproject: { ...pyproject, isComplete: problems.length === 0 }, problems };
}

function requirements(reader: TomlReader, path: TomlPath): readonly Requirement[] {
  return reader.strings(path).flatMap((element) => requirementAt(reader, element));
}

function requirementAt(
  reader: TomlReader,
  { path, value }: { readonly path: TomlPath; readonly value: string },
): readonly Requirement[] {
  const { requirement, problem } = parseRequirement(value, reader.place(path));
  if (problem) reader.problems.push(problem);
  return requirement ? [requirement] : [];
}

/** `[dependency-groups]`, and what uv had before it: `tool.uv.dev-dependencies` joins group `dev`. */
function dependencyGroups(reader: TomlReader): Pyproject['dependencyGroups'] {
  const groups = new Map<string, readonly DependencyGroupEntry[]>();
  for (const group of reader.keys(['dependency-groups'])) {
    groups.set(
      normalizeName(group),
      reader
        .elements(['dependency-groups', group])
        .flatMap((element) => groupEntry(reader, element)),
    );
  }
  const legacy = ['tool', 'uv', 'dev-dependencies'];
  if (reader.has(legacy))
    groups.set('dev', [...(groups.get('dev') ?? []), ...requirements(reader, legacy)]);
  return groups;
}

function groupEntry(
  reader: TomlReader,
  { path, value }: { readonly path: TomlPath; readonly value: unknown },
): readonly DependencyGroupEntry[] {
  if (typeof value === 'string') return requirementAt(reader, { path, value });
  const included = isTable(value) ? value['include-group'] : undefined;
  if (typeof included === 'string') {
    return [{ includeGroup: normalizeName(included), place: reader.place(path) }];
  }
  const expected = 'a requirement or { include-group = "…" }';
  reader.problems.push({
    kind: 'pyproject-wrong-type',
    place: reader.place(path),
    field: path.join('.'),
    expected,
  });
  return [];
}

const DEFAULT_GROUPS = ['tool', 'uv', 'default-groups'];

function defaultGroups(
  reader: TomlReader,
  groups: Pyproject['dependencyGroups'],
): Pyproject['defaultGroups'] {
  if (!reader.has(DEFAULT_GROUPS)) return groups.has('dev') ? ['dev'] : [];
  if (reader.is(DEFAULT_GROUPS, 'all')) return [...groups.keys()];
  return reader.strings(DEFAULT_GROUPS).map(({ value }) => normalizeName(value));
}

function unknownGroups(
  groups: Pyproject['dependencyGroups'],
  known: ReadonlySet<string>,
): readonly PythonProblem[] {
  return [...groups].flatMap(([includedBy, entries]) =>
    entries.flatMap((entry) =>
      'includeGroup' in entry && !known.has(entry.includeGroup)
        ? [
            {
              kind: 'dependency-group-unknown',
              place: entry.place,
              group: entry.includeGroup,
              includedBy,
            } as const,
          ]
        : [],
    ),
  );
}

function texts(reader: TomlReader, path: TomlPath): ReadonlyMap<string, string> {
  return new Map(
    reader.keys(path).flatMap((key) => {
      const value = reader.string([...path, key]);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function byPlace({ place: a }: PythonProblem, { place: b }: PythonProblem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
