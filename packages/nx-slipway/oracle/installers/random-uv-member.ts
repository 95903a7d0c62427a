import { posix } from 'node:path';
import type { Files } from '../../test-support/workspace-files';
import { chance, pick, type Random } from '../random';
import { BUILD_SYSTEM, type Table, toml } from './random-uv-root';

/** What a project of a workspace needs. */
export interface UvMember {
  readonly dependencies: readonly string[];
  readonly extras?: Readonly<Record<string, readonly string[]>>;
  readonly groups?: Readonly<Record<string, readonly unknown[]>>;
  /** More of `[tool.uv]`. */
  readonly uv?: Table;
}

const MEMBERS = ['core', 'mail'];

/** A folder that is no member. */
const AWAY = 'extra/away';

/**
 * Returns what writes the files of a project: one that is built, one that is virtual, or one whose version its build
 * backend tells.
 *
 * @param indexes names of indexes that sources may name
 */
export function memberWriter(
  random: Random,
  indexes: readonly string[],
): (dir: string, member: UvMember) => Files {
  return (dir, { dependencies, extras = {}, groups = {}, uv = {} }) => {
    const name = posix.basename(dir);
    const isDynamic = chance(random, 0.12);
    const isVirtual = !isDynamic && chance(random, 0.12);
    const pyproject = {
      project: {
        name,
        ...(isDynamic ? { dynamic: ['version'] } : { version: '1.0' }),
        ...{ 'requires-python': '>=3.11', dependencies, 'optional-dependencies': extras },
      },
      ...(Object.keys(groups).length > 0 && { 'dependency-groups': groups }),
      tool: {
        uv: {
          ...uv,
          ...(isVirtual && { package: false }),
          sources: {
            ...Object.fromEntries(
              MEMBERS.filter((each) => each !== name).map((each) => [each, { workspace: true }]),
            ),
            ...(name !== 'away' && {
              away: {
                path: posix.relative(dir, AWAY),
                ...(chance(random, 0.5) && { editable: chance(random, 0.5) }),
              },
            }),
            ...indexSource(random, indexes),
          },
        },
        ...(isDynamic && { hatch: { version: { path: `src/${name}/__init__.py` } } }),
      },
      ...BUILD_SYSTEM,
    };
    return {
      [`${dir}/pyproject.toml`]: toml(pyproject),
      ...(isDynamic && { [`${dir}/src/${name}/__init__.py`]: '__version__ = "2.0"\n' }),
    };
  };
}

/** One package from an index that is named, everywhere or on some platforms. */
function indexSource(random: Random, indexes: readonly string[]): Table {
  if (indexes.length === 0 || chance(random, 0.5)) return {};
  const name = pick(random, ['six', 'click', 'markupsafe', 'iniconfig']);
  const [first, second] = [pick(random, indexes), pick(random, indexes)];
  return pick<Table>(random, [
    { [name]: { index: first } },
    { [name]: { index: first, marker: "sys_platform == 'linux'" } },
    {
      [name]: [
        { index: first, marker: "sys_platform == 'linux'" },
        { index: second, marker: "sys_platform != 'linux'" },
      ],
    },
  ]);
}
