import { lt, valid } from '@renovatebot/pep440';
import { aptPackages } from '../../../dockerfile/places/apt-packages';
import { upgradeCommand } from '../../../problems/lock-command';
import { debianRelease, isOlderRelease } from '../../references/debian-releases';
import { changesMinor } from '../../references/derive-reference';
import { type CheckFacts, finding } from '../check-facts';
import { concernedStages } from '../concerned-stages';
import type { Finding } from '../finding';

/** Programs whose major version differs between releases, and what that changes on the way there and back. */
const PROGRAMS: readonly {
  readonly package: RegExp;
  readonly versions: Readonly<Record<string, string>>;
  readonly newer: string;
  readonly older: string;
}[] = [
  {
    package: /^(?:default-mysql-client|mariadb-client(?:-core)?)$/,
    versions: { bullseye: '10.5', bookworm: '10.11', trixie: '11.8', forky: '11.8' },
    newer: 'since 11.4 it connects with TLS and checks the certificate',
    older: 'before 11.4 it connects without TLS unless you ask for it',
  },
  {
    package: /^postgresql-client$/,
    versions: { bullseye: '13', bookworm: '15', trixie: '17', forky: '18' },
    newer: 'pg_dump of a newer release writes dumps that an older server may not read',
    older: 'pg_dump refuses a server that is newer than itself',
  },
  {
    package: /^(?:redis|redis-tools|redis-server)$/,
    versions: { bullseye: '6.0', bookworm: '7.0', trixie: '8.0', forky: '8.0' },
    newer: 'a new major version',
    older: 'an older major version, which does not load what a newer one saved',
  },
  {
    package: /^nodejs$/,
    versions: { bullseye: '12', bookworm: '18', trixie: '20', forky: '24' },
    newer: 'a new major version',
    older: 'an older major version',
  },
  {
    package: /^imagemagick$/,
    versions: { bullseye: '6.9', bookworm: '6.9', trixie: '7.1', forky: '7.1' },
    newer: 'the command convert is replaced by magick',
    older: 'it has no command magick, only convert and its like',
  },
  {
    package: /^ffmpeg$/,
    versions: { bullseye: '4.3', bookworm: '5.1', trixie: '7.1', forky: '8.0' },
    newer: 'a new major version',
    older: 'an older major version',
  },
  {
    package: /^default-(?:jre|jdk)(?:-headless)?$/,
    versions: { bullseye: '11', bookworm: '17', trixie: '21', forky: '25' },
    newer: 'a new major version of Java',
    older: 'an older Java, which does not run what was compiled for a newer one',
  },
];

/** Notes what changes without failing: OpenSSL, and programs with another major version. */
export function noteChanges(facts: CheckFacts): readonly Finding[] {
  const { suite, dockerfiles } = facts;
  const own = dockerfiles.find(({ role }) => role === 'stack');
  const [from, to] = [debianRelease(suite.from)?.openssl, debianRelease(suite.to)?.openssl];
  const place = { file: own?.dockerfile.file ?? '', line: own?.dockerfile.stages[0]?.line ?? 1 };
  const direction = isOlderRelease(suite) ? 'older' : 'newer';
  const openssl =
    own && from !== undefined && to !== undefined && from !== to
      ? [
          finding('note', {
            kind: 'openssl-changes',
            place,
            from,
            to,
            direction,
          }),
        ]
      : [];
  return [...openssl, ...dockerfiles.flatMap((each) => programs(each, facts))];
}

function programs(each: CheckFacts['dockerfiles'][number], facts: CheckFacts): readonly Finding[] {
  const { from, to } = facts.suite;
  const stages = concernedStages(each, facts);
  return aptPackages(each.dockerfile)
    .filter(({ stage }) => stages.has(stage.index))
    .flatMap(({ name, line }) =>
      PROGRAMS.filter((program) => program.package.test(name)).flatMap(
        ({ versions, newer, older }) => {
          const [old, next] = [versions[from ?? ''], versions[to ?? '']];
          if (old === undefined || next === undefined || old === next) return [];
          const place = { file: each.dockerfile.file, line };
          const detail = isOlderRelease(facts.suite) ? older : newer;
          const problem = { place, package: name, from: old, to: next, detail };
          return [finding('note', { kind: 'program-changes', ...problem }, each.services)];
        },
      ),
    );
}

/** Releases that were compiled against numpy 1 and cannot be imported beside numpy 2: the first that can. */
const NUMPY_2: Readonly<Record<string, string>> = {
  h5py: '3.11.0',
  matplotlib: '3.9.0',
  numba: '0.60.0',
  'opencv-python': '4.10.0.84',
  'opencv-python-headless': '4.10.0.84',
  pandas: '2.2.2',
  pyarrow: '16.1.0',
  'scikit-image': '0.24.0',
  'scikit-learn': '1.4.2',
  scipy: '1.13.0',
  shapely: '2.0.4',
  torch: '2.3.0',
  contourpy: '1.2.1',
};

/** Notes packages that were compiled against numpy 1 and are locked beside numpy 2. */
export function noteNumpy({ locks, python }: CheckFacts): readonly Finding[] {
  if (!changesMinor(python)) return [];
  return locks.flatMap(({ releases, dir, installer }) => {
    const numpy = releases.filter(
      ({ name, version }) => name === 'numpy' && /^[2-9]/.test(version),
    );
    return releases.flatMap(({ name, version, place, services }) => {
      const first = NUMPY_2[name];
      const beside = numpy.find((each) => each.services.some((one) => services.includes(one)));
      if (!beside || first === undefined || !valid(version) || !lt(version, first)) return [];
      const command = upgradeCommand(name, dir, installer);
      const problem = { place, package: name, version, numpy: beside.version, command };
      return [finding('note', { kind: 'locked-before-numpy-2', ...problem }, services)];
    });
  });
}
