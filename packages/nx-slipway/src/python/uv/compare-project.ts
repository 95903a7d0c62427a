import { groupRequirements } from '../pyproject/group-requirements';
import type { Pyproject, Requirement, UvSource } from '../pyproject/pyproject';
import {
  compareRequirements,
  type DeclaredRequirement,
  type RequirementDifference,
} from './compare-requirements';
import type { UvLockMetadata, UvLockRequirement } from './uv-lock';

/**
 * What surely differs between a pyproject and the `[package.metadata]` that uv made of it: main
 * dependencies, extras and groups. Nothing where the pyproject could not be read in full, or the
 * build backend has the say.
 */
export function compareProject(
  pyproject: Pyproject,
  options: { readonly root: Pyproject; readonly metadata: UvLockMetadata },
): readonly RequirementDifference[] {
  const { root, metadata } = options;
  if (!pyproject.isComplete) return [];
  const hasSources = pyproject.uv.usesSources && root.uv.usesSources;
  const split = metadata.requiresDist.map(splitExtraMarker);
  if (!hasSources || split.includes(undefined) || pyproject.dependencies.some(namesExtra))
    return [];

  const ofExtra = (extra: string | undefined): readonly UvLockRequirement[] =>
    split.flatMap((each) => (each?.extra === extra && each ? [each.locked] : []));
  const isOpen = (field: string) => !pyproject.dynamic.includes(field);
  const main = compareList(pyproject.dependencies, {});
  const extras = [...pyproject.optionalDependencies].flatMap(([extra, list]) =>
    compareList(list, { extra }),
  );
  const groups = [...pyproject.dependencyGroups.keys()].flatMap((group) => {
    const list = groupRequirements(pyproject.dependencyGroups, group);
    // A group may have a Python of its own, which goes into every marker.
    const entries = metadata.requiresDev.get(group) ?? [];
    return compareRequirements(
      declared(list, { group }),
      entries.map(({ marker, ...rest }) => rest),
    );
  });
  const goneGroups = [...metadata.requiresDev.keys()]
    .filter((group) => !pyproject.dependencyGroups.has(group))
    .map((group) => ({ detail: `it has the group \`${group}\` still` }));
  const hasOptional = isOpen('optional-dependencies');
  return [
    ...(isOpen('dependencies') ? main : []),
    ...(hasOptional ? [...extras, ...extraNames()] : []),
    ...groups,
    ...goneGroups,
  ];

  /**
   * With something dynamic uv has asked the build backend, and some write what the project's own extras
   * expand to in place of `svc[web]` (hatchling does). Either is as it should be.
   */
  function compareList(
    list: readonly Requirement[],
    { extra }: { readonly extra?: string },
  ): readonly RequirementDifference[] {
    const compare = (requirements: readonly Requirement[]) =>
      compareRequirements(
        declared(requirements, extra === undefined ? {} : { extra }),
        ofExtra(extra),
      );
    const written = compare(list);
    if (written.length === 0 || pyproject.dynamic.length === 0) return written;
    return compare(withoutSelf(pyproject, list)).length === 0 ? [] : written;
  }

  function extraNames(): readonly RequirementDifference[] {
    const provided = metadata.providesExtras;
    if (!provided) return [];
    const names = [...pyproject.optionalDependencies.keys()];
    return [
      ...names
        .filter((extra) => !provided.includes(extra))
        .map((extra) => ({ detail: `it lacks the extra \`${extra}\`` })),
      ...provided
        .filter((extra) => !names.includes(extra))
        .map((extra) => ({ detail: `it has the extra \`${extra}\` still` })),
    ];
  }

  function declared(
    requirements: readonly Requirement[],
    list: { readonly extra?: string; readonly group?: string },
  ): readonly DeclaredRequirement[] {
    const applies = (source: UvSource) =>
      (source.extra === undefined || source.extra === list.extra) &&
      (source.group === undefined || source.group === list.group);
    return requirements.map((requirement) => {
      const project = pyproject.uv.sources.get(requirement.name);
      const sources = project ?? root.uv.sources.get(requirement.name) ?? [];
      return { requirement, sources: sources.filter(applies) };
    });
  }
}

function namesExtra({ marker }: Requirement): boolean {
  return marker?.includes('extra') ?? false;
}

/** Requirements with those of the extras in place of what names the project itself. */
function withoutSelf(
  pyproject: Pyproject,
  list: readonly Requirement[],
  seen: readonly string[] = [],
): readonly Requirement[] {
  return list.flatMap((each) =>
    each.name === pyproject.normalizedName
      ? each.extras
          .filter((extra) => !seen.includes(extra))
          .flatMap((extra) =>
            withoutSelf(pyproject, pyproject.optionalDependencies.get(extra) ?? [], [
              ...seen,
              extra,
            ]),
          )
      : [each],
  );
}

/**
 * A requirement of `[package.metadata]` with the extra it belongs to, which uv keeps as a part of
 * its marker: alone, or after the rest. Nothing where the marker speaks of extras in another way.
 */
function splitExtraMarker(
  locked: UvLockRequirement,
): { readonly extra?: string; readonly locked: UvLockRequirement } | undefined {
  const { marker, ...rest } = locked;
  if (!marker?.includes('extra')) return { locked };
  const [, before, extra] = /^(?:(.*) and )?extra == '([^']+)'$/.exec(marker) ?? [];
  if (extra === undefined || before?.includes('extra')) return undefined;
  const isGroup = before !== undefined && /^\((?:[^()]|\([^()]*\))*\)$/.test(before);
  // `a or b and extra == …` would belong to the extra in its last part alone.
  if (before !== undefined && !isGroup && / or /.test(before)) return undefined;
  return { extra, locked: { ...rest, ...(before !== undefined && { marker: before }) } };
}
