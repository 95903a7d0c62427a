import { explain } from '@renovatebot/pep440';
import { isJunction, literalOf } from '../pep508/marker';
import { parseMarker } from '../pep508/parse-marker';
import type { Requirement, UvSource } from '../pyproject/pyproject';
import type { UvLockRequirement } from './uv-lock';

/** A requirement of a pyproject with the sources that apply to it. */
export interface DeclaredRequirement {
  readonly requirement: Requirement;
  readonly sources: readonly UvSource[];
}

/** A difference between a pyproject and its lock; the requirement is absent where only the lock has it. */
export interface RequirementDifference {
  readonly requirement?: Requirement;
  readonly detail: string;
}

/**
 * What surely differs between the requirements of one list (main dependencies, an extra, a group)
 * and what the lock keeps of it. uv rewrites markers, and splits and joins requirements of one name:
 * where that makes a comparison doubtful, there is no difference.
 */
export function compareRequirements(
  declared: readonly DeclaredRequirement[],
  locked: readonly UvLockRequirement[],
): readonly RequirementDifference[] {
  const declaredNames = new Set(declared.map(({ requirement }) => requirement.name));
  const lockedNames = new Set(locked.map(({ name }) => name));
  const missing = declared
    .filter(({ requirement }) => !lockedNames.has(requirement.name))
    .map(({ requirement }) => ({ requirement, detail: `it lacks \`${requirement.text}\`` }));
  const gone = [...lockedNames]
    .filter((name) => !declaredNames.has(name))
    .map((name) => ({ detail: `it has \`${name}\` still` }));
  const changed = declared.flatMap((each) => {
    const { name } = each.requirement;
    const rivals = declared.filter(({ requirement }) => requirement.name === name);
    const found = locked.filter((candidate) => candidate.name === name);
    const [only] = found;
    if (rivals.length > 1 || found.length > 1 || !only || isSplit(each)) return [];
    const detail = difference(each, only);
    return detail === undefined ? [] : [{ requirement: each.requirement, detail }];
  });
  return [...missing, ...gone, ...changed];
}

/** A source under a condition takes its condition into the requirement's marker. */
function isSplit({ sources }: DeclaredRequirement): boolean {
  return sources.length > 1 || sources.some(({ marker }) => marker !== undefined);
}

function difference(
  { requirement, sources }: DeclaredRequirement,
  locked: UvLockRequirement,
): string | undefined {
  const { text, extras, specifiers, marker, url } = requirement;
  const kind = sourceKind(sources[0], url);
  if (!kind.includes(locked.source?.kind)) {
    const actual = locked.source ? `as ${locked.source.kind}` : 'from an index';
    return `it has \`${locked.name}\` ${actual}, which \`${text}\` and its source are not`;
  }
  const canonical = (list: readonly string[]) => [...new Set(list.map(canonicalSpecifier))].sort();
  const lockedSpecifiers = locked.specifier?.split(',') ?? [];
  const isFromIndex = locked.source === undefined;
  if (isFromIndex && !sameLists(canonical(specifiers), canonical(lockedSpecifiers))) {
    return `it has \`${locked.name}${locked.specifier ?? ''}\`, not \`${text}\``;
  }
  if (!sameLists(extras, [...locked.extras].sort())) {
    return `it has \`${locked.name}[${locked.extras.join(',')}]\`, not \`${text}\``;
  }
  return sameMarker(marker, locked.marker)
    ? undefined
    : `it has \`${locked.name}\` with the marker \`${locked.marker}\`, not \`${text}\``;
}

const projects = ['editable', 'directory', 'virtual'] as const;

function sourceKind(
  source: UvSource | undefined,
  url: string | undefined,
): readonly (NonNullable<UvLockRequirement['source']>['kind'] | undefined)[] {
  if (source?.workspace) return projects;
  if (source?.path !== undefined) return [...projects, 'path'];
  if (source?.git !== undefined) return ['git'];
  if (source?.url !== undefined) return ['url'];
  return url === undefined ? [undefined] : [undefined, ...projects, 'path', 'git', 'url'];
}

/** uv keeps a version as it is written, but for its spelling (`1.0-alpha.1` is `1.0a1`). */
function canonicalSpecifier(specifier: string): string {
  const [, operator = '', version = ''] = /^\s*([<>=!~]+)\s*(.*?)\s*$/.exec(specifier) ?? [];
  return `${operator}${explain(version)?.public ?? version}`;
}

/** Doubtful markers are the same. */
function sameMarker(declared: string | undefined, locked: string | undefined): boolean {
  if (declared === undefined) return locked === undefined;
  const [a, b] = [platformOf(declared), platformOf(locked)];
  return a === undefined || b === undefined || a === b;
}

/** The platform of a marker that is nothing but `sys_platform == …`. */
function platformOf(marker: string | undefined): string | undefined {
  const tree = marker === undefined ? undefined : parseMarker(marker);
  if (!tree || isJunction(tree)) return undefined;
  const isPlatform = tree.left === 'sys_platform' && tree.operator === '==';
  return isPlatform ? literalOf(tree.right) : undefined;
}

function sameLists(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
