import type { AdoptionFacts } from '../adoption';
import { type Arguments, listOf } from './read-arguments';

/** Groups and extras that a call of an installer installs, and whether the project itself. */
export interface CalledSelection {
  readonly groups: readonly string[];
  readonly extras: readonly string[];
  readonly installsProject: boolean;
}

type Facts = Pick<AdoptionFacts, 'groups' | 'extras' | 'optionalGroups' | 'defaultGroups'>;

/**
 * What `poetry install` installs: all groups that are not optional, unless it is told otherwise. `poetry export` takes
 * none of them by itself (poetry-plugin-export, "Available options").
 */
export function selectionOfPoetry(
  call: Arguments,
  facts: Facts,
  verb: 'install' | 'export' = 'install',
): CalledSelection {
  const has = (name: string): boolean => call.options.has(name);
  const only = listOf(call, '--only');
  const without = [
    ...listOf(call, '--without'),
    ...(has('--no-dev') || has('--only-root') ? ['dev'] : []),
  ];
  const usual = has('--all-groups')
    ? facts.groups
    : verb === 'export'
      ? facts.groups.filter((group) => group === 'dev' && has('--dev'))
      : facts.groups.filter((group) => !facts.optionalGroups.includes(group));
  const groups =
    only.length > 0
      ? only.filter((group) => group !== 'main')
      : [...usual, ...listOf(call, '--with')].filter((group) => !without.includes(group));
  return {
    groups: has('--only-root') ? [] : sorted(groups),
    extras: has('--all-extras') ? facts.extras : sorted(listOf(call, '--extras', '-E')),
    installsProject: !has('--no-root'),
  };
}

/** What `uv sync` installs: its default groups, unless it is told otherwise. */
export function selectionOfUv(
  call: Arguments,
  facts: Facts,
  env: ReadonlyMap<string, string>,
): CalledSelection {
  const has = (name: string): boolean => call.options.has(name);
  const only = [...listOf(call, '--only-group'), ...(has('--only-dev') ? ['dev'] : [])];
  const without = [
    ...listOf(call, '--no-group'),
    ...(has('--no-dev') || /^(1|true)$/.test(env.get('UV_NO_DEV') ?? '') ? ['dev'] : []),
  ];
  const usual = has('--all-groups')
    ? facts.groups
    : has('--no-default-groups')
      ? []
      : facts.defaultGroups;
  const asked = [...listOf(call, '--group'), ...(has('--dev') ? ['dev'] : [])];
  const groups = only.length > 0 ? only : [...usual, ...asked];
  return {
    groups: sorted(groups.filter((group) => !without.includes(group))),
    extras: has('--all-extras')
      ? facts.extras
      : sorted(
          listOf(call, '--extra').filter((extra) => !listOf(call, '--no-extra').includes(extra)),
        ),
    installsProject:
      !has('--no-install-project') && !has('--no-install-workspace') && !has('--no-install-local'),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
