import { stringify, TomlFormat } from '@decimalturn/toml-patch';
import type { Files } from '../../test-support/workspace-files';
import { chance, type Random } from '../random';

/** A pyproject as data. */
export type Table = Record<string, unknown>;

/** Who is at odds: extras of a library, groups, a group and an extra, or two services. */
export type Quarrel = 'extras' | 'groups' | 'both' | 'members';

/** The root of a workspace, which may be a project itself. */
export interface UvRoot {
  readonly files: Files;
  /** Absent for one that is no project, or none that an image is made of. */
  readonly name?: string;
  /** Names of indexes that are asked for by name alone. */
  readonly indexes: readonly string[];
}

export interface UvRootOptions {
  /** Random requirements, up to so many. */
  readonly some: (most: number) => readonly string[];
  /** URL of the package index. */
  readonly index: string;
  readonly quarrel: Quarrel | undefined;
}

const CONFLICTS: Readonly<Record<Quarrel, readonly Table[]>> = {
  extras: [
    { package: 'core', extra: 'one' },
    { package: 'core', extra: 'other' },
  ],
  groups: [
    { package: 'api', group: 'serve' },
    { package: 'api', group: 'more' },
  ],
  both: [
    { package: 'api', group: 'serve' },
    { package: 'api', extra: 'web' },
  ],
  members: [{ package: 'api' }, { package: 'jobs' }],
};

/** A root with settings for the resolution, with indexes, with a group to lend, and with a project or without. */
export function randomUvRoot(random: Random, { some, index, quarrel }: UvRootOptions): UvRoot {
  const name = chance(random, 0.4) ? 'hub' : undefined;
  const isBuilt = name !== undefined && chance(random, 0.7);
  const indexes = ['first', 'second'].filter(() => chance(random, 0.4));
  const sometimes = (probability: number, table: Table): Table =>
    chance(random, probability) ? table : {};
  const hasShared = chance(random, 0.6);
  const uv: Table = {
    workspace: { members: ['services/*', 'libs/*'] },
    ...(quarrel && { conflicts: [CONFLICTS[quarrel]] }),
    ...sometimes(0.2, { 'override-dependencies': ['packaging==24.2', 'certifi>=2024'] }),
    ...sometimes(0.2, { 'constraint-dependencies': ['attrs<25', 'click<8.2', 'jinja2<3.1.6'] }),
    ...sometimes(0.2, { 'exclude-dependencies': ['certifi', 'h11'] }),
    ...sometimes(0.2, { environments: ["sys_platform == 'linux'"] }),
    ...sometimes(0.1, { 'no-build-package': ['markupsafe'] }),
    ...(indexes.length > 0 && {
      index: indexes.map((each) => ({ name: each, url: index, explicit: true })),
    }),
    ...(name !== undefined && {
      sources: { core: { workspace: true } },
    }),
  };
  const pyproject = {
    ...(name !== undefined && {
      project: {
        ...{ name, version: '1.0', 'requires-python': '>=3.11' },
        dependencies: [...some(2), ...(chance(random, 0.5) ? ['core[other]'] : [])],
        'optional-dependencies': { hot: some(2) },
      },
    }),
    ...(hasShared && { 'dependency-groups': { shared: some(2) } }),
    tool: { uv },
    ...(isBuilt && BUILD_SYSTEM),
  };
  return {
    files: { 'pyproject.toml': toml(pyproject) },
    ...(isBuilt && { name }),
    indexes,
  };
}

/** What a project is built with. */
export const BUILD_SYSTEM: Table = {
  'build-system': { requires: ['hatchling'], 'build-backend': 'hatchling.build' },
};

/** Writes a pyproject with tables that people can read. */
export function toml(table: Table): string {
  return stringify(table, { ...TomlFormat.default(), inlineTableStart: 5 });
}
