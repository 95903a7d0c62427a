import type { LockedProblem } from '../../../problems/kinds/upgrades/locked-problem';
import { wheelFits } from '../../../python/wheels/wheel-fits';
import { changesMinor } from '../../references/derive-reference';
import { adviseRelease, looksBack } from '../advise-release';
import { neededToBuild } from '../build-packages';
import type { CheckFacts, InstalledRelease, UpgradedLock } from '../check-facts';
import { finding } from '../check-facts';
import type { Finding, Severity } from '../finding';
import { answerFor, byReason, filesOfRelease } from '../index-answers';
import { installedApt } from '../installed-apt';
import { knownFiles, wheelObstacle } from '../wheel-obstacles';

/**
 * Finds locked packages that the new base cannot install, or only compile, though the old one had a wheel of them; and
 * those whose own metadata does not allow the new Python. Each says which other release can be installed, if an index
 * told.
 */
export function checkWheels(facts: CheckFacts): readonly Finding[] {
  const { to } = facts.python;
  if (to === undefined) return [];
  return facts.locks.flatMap((lock) => [
    ...lock.releases.flatMap((release) => checkRelease(release, lock, facts, to)),
    ...uncheckedFiles(lock, facts),
    ...uncheckedReleases(lock, facts),
  ]);
}

/** Releases that an index is asked for: those whose files no lock names, and those that the new base cannot install. */
export function releasesToAsk(facts: CheckFacts): readonly InstalledRelease[] {
  return facts.locks.flatMap(({ releases }) =>
    releases.filter((release) =>
      release.files ? needsOther(release, facts) : dependsOnFiles(facts),
    ),
  );
}

function checkRelease(
  release: InstalledRelease,
  lock: UpgradedLock,
  facts: CheckFacts,
  python: string,
): readonly Finding[] {
  const { name, version, place, services } = release;
  const obstacle = wheelObstacle(release, knownFiles(release, facts), facts);
  if (!obstacle) return [];
  const base = { place, package: name, version };
  const build = missingToBuild(name, services, facts);
  const found = (severity: Severity, problem: LockedProblem) => [
    finding(severity, problem, services),
  ];
  if (obstacle.kind === 'always-compiled') {
    return build.length > 0 ? found('note', { kind: 'lock-always-compiled', ...base, build }) : [];
  }
  const advice = adviseRelease(release, lock, { obstacle, facts });
  if (obstacle.kind === 'range') {
    const { range } = obstacle;
    return found('problem', { kind: 'lock-release-python', ...base, range, python, advice });
  }
  const severity = obstacle.isFatal ? 'problem' : 'warning';
  if (obstacle.kind === 'glibc') {
    const [needs, has] = [`2.${obstacle.needs}`, `2.${obstacle.has}`];
    const suite = facts.suite.to ?? '';
    return found(severity, { kind: 'lock-wheel-glibc', ...base, needs, has, suite, advice });
  }
  const { machines, hasSdist } = obstacle;
  const more = { ...base, python, machines, advice };
  return hasSdist
    ? found('warning', { kind: 'lock-sdist-only', ...more, build })
    : found(severity, { kind: 'lock-without-wheel', ...more, tags: tagsOf(release, facts) });
}

/** Debian packages that a package is compiled with and nobody installs. */
function missingToBuild(
  name: string,
  services: readonly string[],
  { to, dockerfiles }: CheckFacts,
): readonly string[] {
  // A full image of Python has compilers and much used headers.
  if (!to.includes('slim')) return [];
  const own = dockerfiles.filter(
    (each) => each.role === 'stack' || each.services.some((service) => services.includes(service)),
  );
  const installed = installedApt(own);
  return neededToBuild(name).filter((each) => !installed.has(each));
}

function uncheckedFiles(lock: UpgradedLock, facts: CheckFacts): readonly Finding[] {
  if (!dependsOnFiles(facts)) return [];
  const unknown = lock.releases.flatMap((release) => {
    const found = release.files ? undefined : filesOfRelease(release, facts.answers);
    return found && 'why' in found ? [[release, found] as const] : [];
  });
  return unchecked('lock-files-unchecked', lock, unknown);
}

function uncheckedReleases(lock: UpgradedLock, facts: CheckFacts): readonly Finding[] {
  const unknown = lock.releases.flatMap((release) => {
    // A package that was asked for its files has a problem of its own already.
    const isAsked = release.files !== undefined && needsOther(release, facts);
    const answer = isAsked ? answerFor(release, facts.answers) : undefined;
    return answer && 'why' in answer ? [[release, answer] as const] : [];
  });
  return unchecked('lock-releases-unchecked', lock, unknown);
}

function unchecked(
  kind: 'lock-files-unchecked' | 'lock-releases-unchecked',
  { file }: UpgradedLock,
  unknown: Parameters<typeof byReason<InstalledRelease>>[0],
): readonly Finding[] {
  return byReason(unknown).map(({ packages, why, isDown = false, items }) => {
    const problem = { kind, place: { file }, packages, why, isDown };
    const services = [...new Set(items.flatMap((each) => each.services))];
    return finding('unchecked', problem, services, { ...(isDown && { isUnanswered: true }) });
  });
}

/** Whether another release is looked for, by what the lock says of this one. */
function needsOther(release: InstalledRelease, facts: CheckFacts): boolean {
  if (release.isDirect) return false;
  const obstacle = wheelObstacle(release, knownFiles(release, facts), facts);
  return obstacle !== undefined && obstacle.kind !== 'always-compiled';
}

/** Whether the new base may not install what the old one did; a newer Debian installs every wheel of an older one. */
function dependsOnFiles(facts: CheckFacts): boolean {
  return changesMinor(facts.python) || looksBack(facts);
}

function tagsOf(release: InstalledRelease, facts: CheckFacts): readonly string[] {
  const tags = (knownFiles(release, facts)?.files ?? [])
    .filter(({ name }) => wheelFits(name))
    .flatMap(({ name }) => name.split('-').at(-3) ?? []);
  return [...new Set(tags)].sort();
}
