import { chance, type Random } from '../random';
import { type DependencyWriter, dependencyWriter } from './random-poetry-dependencies';
import { type Table, toml } from './random-uv-root';
import type { PoetryWorkspace } from './real-poetry';

/**
 * A service and two libraries of Poetry, the same for the same numbers. Each is written as Poetry 1 has it, or with
 * `[project]` and `[dependency-groups]`.
 *
 * @param index URL of the package index
 */
export function randomPoetryWorkspace(random: Random, index: string): PoetryWorkspace {
  const write = dependencyWriter(random);
  const sources = randomSources(random, index);
  const explicit = sources.find(({ priority }) => priority === 'explicit');
  const library = (name: string, needs: readonly string[]): Table =>
    chance(random, 0.5) ? legacyLibrary(name, needs, write) : standardLibrary(name, needs, write);
  const optional = { docs: chance(random, 0.4), serve: chance(random, 0.5), dev: false };
  const options = { write, explicit: explicit?.name, optional };
  const isLegacy = chance(random, 0.5);
  const api = isLegacy ? legacyService(random, options) : standardService(random, options);
  const poetry = (api.tool as Table).poetry as Table;
  if (chance(random, 0.3)) poetry['package-mode'] = false;
  poetry.source = sources;
  const reresolves = chance(random, 0.1);
  const chosen = (names: readonly string[]) => names.filter(() => chance(random, 0.4));
  // Now and then one that there is not, or a group that only one way of writing has.
  const extras = [...chosen(['all', 'cpu', 'web']), ...(chance(random, 0.04) ? ['gone'] : [])];
  const groups = [...chosen(['docs', 'serve', 'dev']), ...(chance(random, 0.04) ? ['gone'] : [])];
  return {
    files: {
      'libs/core/pyproject.toml': toml(library('core', [])),
      'libs/mail/pyproject.toml': toml(library('mail', ['core'])),
      'services/api/pyproject.toml': toml(api),
      ...(reresolves && { 'services/api/poetry.toml': '[installer]\nre-resolve = true\n' }),
    },
    dir: 'services/api',
    selection: { package: 'api', extras, groups: groups.sort() },
    isSynced: chance(random, 0.5),
    groups: optional,
  };
}

const BUILD = { requires: ['poetry-core>=2.0'], 'build-backend': 'poetry.core.masonry.api' };

interface Source {
  readonly name: string;
  readonly url: string;
  readonly priority: 'primary' | 'supplemental' | 'explicit';
}

/** All of one index: what counts is which name a lock has for it. */
function randomSources(random: Random, url: string): readonly Source[] {
  const others: readonly Source[] = [
    { name: 'more', url, priority: 'supplemental' },
    { name: 'own', url, priority: 'explicit' },
    { name: 'second', url, priority: 'primary' },
  ];
  return [{ name: 'tests', url, priority: 'primary' }, ...others.filter(() => chance(random, 0.4))];
}

interface ServiceOptions {
  readonly write: DependencyWriter;
  /** Name of a source that is asked for by name alone. */
  readonly explicit: string | undefined;
  readonly optional: PoetryWorkspace['groups'];
}

function legacyService(random: Random, { write, explicit, optional }: ServiceOptions): Table {
  const optionals = { ...write.table(2, { optional: true }), ...write.rivals() };
  const web = Object.keys(write.optionalNames(optionals)).filter(() => chance(random, 0.7));
  const group = (name: string, includes: readonly string[] = []): Table => ({
    ...(optional[name] && { optional: true }),
    ...(includes.length > 0 && { 'include-groups': includes }),
    dependencies: { ...write.table(2), ...(chance(random, 0.3) && write.paths(['mail'])) },
  });
  return {
    tool: {
      poetry: {
        ...{ name: 'api', version: '1.0' },
        dependencies: {
          python: '>=3.11,<3.15',
          ...write.table(3, explicit === undefined ? {} : { source: explicit }),
          ...(chance(random, 0.3) && write.forked()),
          ...write.paths(['core', 'mail']),
          ...optionals,
        },
        extras: {
          web,
          all: chance(random, 0.5) ? [...web, ...('mail' in optionals ? ['mail'] : [])] : web,
          ...write.rivalExtras(),
        },
        group: {
          docs: group('docs', chance(random, 0.3) ? ['serve'] : []),
          serve: group('serve'),
          dev: group('dev'),
        },
      },
    },
    'build-system': BUILD,
  };
}

function standardService(random: Random, { write, explicit, optional }: ServiceOptions): Table {
  const locals = ['core', 'mail'].filter(() => chance(random, 0.7));
  const web = write.lines(2);
  const include = (name: string) => (chance(random, 0.3) ? [{ 'include-group': name }] : []);
  const paths = write.paths(locals, { isSure: true });
  return {
    project: {
      ...{ name: 'api', version: '1.0', 'requires-python': '>=3.11,<3.15' },
      dependencies: [
        ...write.lines(3),
        ...(chance(random, 0.3) ? write.forkedLines() : []),
        ...locals.map((name) => write.local(name)),
        ...(explicit === undefined ? [] : ['colorama']),
      ],
      'optional-dependencies': {
        web,
        // Poetry finds no versions for a project that depends on itself.
        all: chance(random, 0.03) ? ['api[web]'] : write.lines(1),
        cpu: write.lines(1),
      },
    },
    'dependency-groups': {
      docs: [...write.lines(2), ...include('serve')],
      serve: write.lines(2),
      dev: [...write.lines(1), ...include('docs')],
    },
    tool: {
      poetry: {
        dependencies: {
          ...paths,
          ...(explicit !== undefined && { colorama: { source: explicit } }),
        },
        ...(Object.values(optional).includes(true) && {
          group: Object.fromEntries(
            Object.entries(optional).flatMap(([name, isOptional]) =>
              isOptional ? [[name, { optional: true }]] : [],
            ),
          ),
        }),
      },
    },
    'build-system': BUILD,
  };
}

function legacyLibrary(name: string, needs: readonly string[], write: DependencyWriter): Table {
  const extra = write.table(1, { optional: true });
  return {
    tool: {
      poetry: {
        ...{ name, version: '0.1.0' },
        dependencies: {
          python: '>=3.11',
          ...write.table(2),
          ...write.paths(needs, { base: '..' }),
          ...extra,
        },
        extras: { one: Object.keys(write.optionalNames(extra)), other: [] },
      },
    },
    'build-system': BUILD,
  };
}

function standardLibrary(name: string, needs: readonly string[], write: DependencyWriter): Table {
  return {
    project: {
      ...{ name, version: '0.1.0', 'requires-python': '>=3.11' },
      dependencies: [...write.lines(2), ...needs.map((each) => write.local(each))],
      'optional-dependencies': { one: write.lines(1), other: write.lines(1) },
    },
    tool: {
      poetry: { dependencies: write.paths(needs, { base: '..', isSure: true }) },
    },
    'build-system': BUILD,
  };
}
