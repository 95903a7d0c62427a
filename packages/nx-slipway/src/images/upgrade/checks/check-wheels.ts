import { validRange } from '@renovatebot/pep440';
import type { LockedFile } from '../../../python/pyproject/locked-file';
import { meetsRequiresPython } from '../../../python/pyproject/requires-python';
import { wheelFits } from '../../../python/wheels/wheel-fits';
import { wheelOnBase } from '../../../python/wheels/wheel-on-base';
import { debianRelease } from '../../references/debian-releases';
import { changesMinor } from '../../references/derive-reference';
import { neededToBuild } from '../build-packages';
import type { CheckFacts, InstalledRelease, UpgradedLock } from '../check-facts';
import { finding } from '../check-facts';
import type { Finding } from '../finding';
import { installedApt } from '../installed-apt';

/**
 * Finds locked packages that the new base cannot install, or only compile, though the old one had a wheel of them; and
 * those whose own metadata does not allow the new Python. What had to be compiled before is no news, except where the
 * old Python is unknown.
 */
export function checkWheels(facts: CheckFacts): readonly Finding[] {
  const { to } = facts.python;
  if (to === undefined) return [];
  return facts.locks.flatMap((lock) => {
    const found = lock.releases.flatMap((release) => checkRelease(release, facts, to));
    return [...found, ...unchecked(lock, facts)];
  });
}

function checkRelease(
  release: InstalledRelease,
  facts: CheckFacts,
  to: string,
): readonly Finding[] {
  const { name, version, place, services } = release;
  const known = filesOf(release, facts);
  const ranges = [release.requiresPython, ...(known?.ranges ?? [])].filter(
    (range) => range !== undefined,
  );
  const unmet = ranges.find((range) => isRange(range) && !meetsRequiresPython(to, range));
  if (unmet !== undefined) {
    const facts = { place, package: name, version, range: unmet, python: to };
    return [finding('problem', { kind: 'lock-release-python', ...facts }, services)];
  }
  return known ? checkFiles(release, known.files, facts, to) : [];
}

function checkFiles(
  { name, version, place, services }: InstalledRelease,
  files: readonly LockedFile[],
  facts: CheckFacts,
  to: string,
): readonly Finding[] {
  const { python, suite, machines } = facts;
  const { from } = python;
  if (!files.some((file) => file.name.endsWith('.whl'))) {
    const build = missingToBuild(name, services, facts);
    const problem = { kind: 'lock-always-compiled', place, package: name, version, build } as const;
    return build.length > 0 ? [finding('note', problem, services)] : [];
  }
  const [oldGlibc, glibc] = [suite.from, suite.to].map((each) => debianRelease(each)?.glibc);
  const fitted = (machine: string) =>
    wheelOnBase(files, {
      ...{ python: from ?? to, machine },
      ...(oldGlibc !== undefined && { glibc: oldGlibc }),
    }).fits;
  const answers = machines.map((machine) => ({
    machine,
    answer: wheelOnBase(files, {
      ...{ python: to, machine },
      ...(glibc !== undefined && { glibc }),
    }),
  }));
  // A wheel for some other system alone is never installed here.
  const isNews = (machine: string) =>
    from === undefined ? files.some((file) => wheelFits(file.name)) : fitted(machine);
  const without = answers.filter(({ machine, answer }) => !answer.fits && isNews(machine));
  if (without.length === 0) return [];
  const isFreeOfSdist = files.every((file) => file.name.endsWith('.whl'));
  const glibcs = without.flatMap(({ answer }) => ('needsGlibc' in answer ? answer.needsGlibc : []));
  const names = without.map(({ machine }) => machine);
  // Which machines images are built for is not known: on one of them alone it may be no matter.
  const isEverywhere = without.length === machines.length;
  const base = { place, package: name, version };
  if (glibcs.length > 0 && glibcs.length === without.length) {
    const severity = isFreeOfSdist && isEverywhere ? 'problem' : 'warning';
    const [needs, has] = [`2.${Math.min(...glibcs)}`, `2.${glibc ?? 0}`];
    const problem = {
      kind: 'lock-wheel-glibc',
      ...base,
      needs,
      has,
      suite: suite.to ?? '',
    } as const;
    return [finding(severity, problem, services)];
  }
  if (isFreeOfSdist) {
    const tags = tagsOf(files);
    const problem = { ...base, tags, python: to, machines: names };
    const severity = isEverywhere ? 'problem' : 'warning';
    return [finding(severity, { kind: 'lock-without-wheel', ...problem }, services)];
  }
  const build = missingToBuild(name, services, facts);
  const problem = { kind: 'lock-sdist-only', ...base, python: to, machines: names, build } as const;
  return [finding('warning', problem, services)];
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

/** Files by their names: those that the lock names, or those of the index that its hashes are of. */
function filesOf(
  { name, version, files, hashes = [] }: InstalledRelease,
  { answers: { index } }: CheckFacts,
): { readonly files: readonly LockedFile[]; readonly ranges: readonly string[] } | undefined {
  if (files) return { files, ranges: [] };
  const known = 'get' in index ? index.get(`${name} ${version}`) : undefined;
  if (!known) return undefined;
  const hashed = known.files.filter(
    (file) => hashes.length === 0 || file.hashes.some((hash) => hashes.includes(hash)),
  );
  const ranges = hashed.flatMap(({ requiresPython }) => requiresPython ?? []);
  // A file for another Python is passed over; only where all are it cannot be installed.
  const isSame = new Set(ranges).size === 1 && ranges.length === hashed.length;
  return { files: hashed, ranges: isSame ? ranges.slice(0, 1) : [] };
}

function unchecked(
  lock: UpgradedLock,
  { answers: { index }, python }: CheckFacts,
): readonly Finding[] {
  if (!changesMinor(python)) return [];
  const unknown = lock.releases.filter(
    ({ name, version, files }) => !files && !('get' in index && index.has(`${name} ${version}`)),
  );
  if (unknown.length === 0) return [];
  const place = { file: lock.file };
  const packages = [...new Set(unknown.map(({ name }) => name))].sort();
  const why = 'why' in index ? index.why : 'the package index does not have these releases';
  const services = [...new Set(unknown.flatMap((each) => each.services))];
  return [finding('unchecked', { kind: 'lock-files-unchecked', place, packages, why }, services)];
}

function tagsOf(files: readonly LockedFile[]): readonly string[] {
  const tags = files
    .filter(({ name }) => wheelFits(name))
    .flatMap(({ name }) => name.split('-').at(-3) ?? []);
  return [...new Set(tags)].sort();
}

/** Locks have ranges that are none: nobody has ever looked at them. */
function isRange(range: string): boolean {
  return range.split(' || ').every((each) => validRange(each));
}
