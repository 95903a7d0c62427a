import { satisfies, valid } from '@renovatebot/pep440';
import { evaluateMarker } from '../pep508/evaluate-marker';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import type { Requirement } from '../pyproject/pyproject';
import type { RequirementsLine } from './requirements-file';

/**
 * Returns whether constraints surely let a version in as it is. A constraint with hashes, extras or a URL is
 * pip's to judge, and beside one that is no requirement everything is.
 */
export function meetsConstraints(
  lines: readonly RequirementsLine[],
  environment: MarkerEnvironment,
): (name: string, version: string) => boolean {
  const byName = new Map<string, Requirement[]>();
  const unclear = new Set<string>();
  let isRead = true;
  for (const line of lines) {
    if (line.kind === 'url' || line.kind === 'local' || line.kind === 'broken') isRead = false;
    if (line.kind !== 'package') continue;
    const { name, marker, extras, url } = line.requirement;
    if (marker !== undefined && evaluateMarker(marker, environment) === false) continue;
    if (line.options.length > 0 || extras.length > 0 || url !== undefined) unclear.add(name);
    const found = byName.get(name) ?? [];
    found.push(line.requirement);
    byName.set(name, found);
  }
  return (name, version) =>
    isRead &&
    !unclear.has(name) &&
    (byName.get(name) ?? []).every(({ specifiers }) => letsIn(specifiers, version));
}

function letsIn(specifiers: readonly string[], version: string): boolean {
  const [first = `==${version}`, ...others] = specifiers;
  if (others.length === 0 && first === `==${version}`) return true;
  return (
    valid(version) !== null &&
    specifiers.every((each) => !each.startsWith('===')) &&
    satisfies(version, specifiers.join(','), { prereleases: true })
  );
}
