import { satisfies } from '@renovatebot/pep440';
import type { ReleaseAdvice } from '../../problems/kinds/upgrades/release-advice';
import { upgradeCommand } from '../../problems/lock-command';
import { findRelease } from '../../python/index/find-release';
import { evaluateMarker } from '../../python/pep508/evaluate-marker';
import type { Pyproject, Requirement } from '../../python/pyproject/pyproject';
import { debianRelease, isOlderRelease } from '../references/debian-releases';
import { lowersMinor } from '../references/derive-reference';
import type { CheckFacts, InstalledRelease, UpgradedLock } from './check-facts';
import { answerFor } from './index-answers';
import { knownFiles, machinesWithWheel, type WheelObstacle } from './wheel-obstacles';

/**
 * Looks in what the index said for another release that the new base can install, and for what in the projects does not
 * allow it. Requirements of other packages are not known before it is locked.
 */
export function adviseRelease(
  release: InstalledRelease,
  lock: UpgradedLock,
  { obstacle, facts }: { readonly obstacle: WheelObstacle; readonly facts: CheckFacts },
): ReleaseAdvice {
  const { name, version } = release;
  const { dir, installer } = lock;
  if (release.isDirect) return { kind: 'direct' };
  const isOlder = obstacle.kind === 'glibc' || lowersMinor(facts.python);
  const command = (requirement: string): string => upgradeCommand(requirement, dir, installer);
  const answer = answerFor(release, facts.answers);
  if ('why' in answer) {
    const wanted = isOlder ? `${name}<${version}` : name;
    return { kind: 'unknown', isNewer: !isOlder, command: command(wanted) };
  }
  const files = knownFiles(release, facts);
  const glibc = debianRelease(facts.suite.to)?.glibc;
  const found = findRelease(answer.files, {
    ...{ name, version, isOlder, python: facts.python.to ?? '' },
    ...(glibc !== undefined && { glibc }),
    machines: files ? machinesWithWheel(files, facts) : [],
  });
  if (!found) return { kind: 'none', isNewer: !isOlder };
  // Poetry itself takes the newest release that projects allow; for one version it would write into a pyproject.
  const isOpen = installer === 'poetry' && found.isNewer;
  const wanted = isOpen ? name : `${name}==${found.version}`;
  return {
    ...{ kind: 'found', ...found, command: command(wanted) },
    refusedBy: requirementsOf(release, facts)
      .filter(({ specifiers }) => !letsIn(specifiers, found.version))
      .map(({ place, text }) => ({ place, text })),
  };
}

/** Whether an upgrade asks for packages that were made for an older base. */
export function looksBack({ python, suite }: Pick<CheckFacts, 'python' | 'suite'>): boolean {
  return lowersMinor(python) || isOlderRelease(suite);
}

/** What the projects that install a release say of its versions, as far as it is for the new Python. */
function requirementsOf(
  { name, services }: InstalledRelease,
  facts: CheckFacts,
): readonly Requirement[] {
  const dirs = facts.services
    .filter((service) => services.includes(service.name))
    .flatMap(({ holds }) => holds);
  const { to: python } = facts.python;
  const environment = { machines: facts.machines, ...(python !== undefined && { python }) };
  return [...new Set(dirs)]
    .flatMap((dir) => facts.projects.get(dir)?.pyproject ?? [])
    .flatMap(allRequirements)
    .filter((each) => each.name === name && each.specifiers.length > 0)
    .filter(({ marker }) => marker === undefined || evaluateMarker(marker, environment) !== false);
}

function allRequirements({
  dependencies,
  optionalDependencies,
  dependencyGroups,
  poetry: { declared },
}: Pyproject): readonly Requirement[] {
  const groups = [...dependencyGroups.values(), ...(declared?.groups.values() ?? [])].flat();
  return [
    ...dependencies,
    ...[...optionalDependencies.values()].flat(),
    ...(declared?.dependencies ?? []),
    ...groups.flatMap((each) => ('specifiers' in each ? [each] : [])),
  ];
}

function letsIn(specifiers: readonly string[], version: string): boolean {
  return satisfies(version, specifiers.join(','), { prereleases: true });
}
