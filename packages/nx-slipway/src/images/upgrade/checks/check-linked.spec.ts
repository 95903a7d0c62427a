import { expect, test } from 'vitest';
import { ALL_FINE, foundIn, planUpgradeOf } from '../../../../test-support/upgrade-plan-of';
import { type LockPackage, uvLockText } from '../../../../test-support/uv-lock-text';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../../test-support/workspace-files';
import { sha256 } from '../../../workspace/cache/sha256';
import type { LinkedFiles, NeededLibrary } from '../linked/image-links';
import type { LinkedAnswers } from '../linked/linked-answers';

const SERVICE = 'services/api/Dockerfile';
const OWN = 'services/api/src/api/native.so';

function needed(file: string, more: Partial<NeededLibrary> = {}): NeededLibrary {
  return { name: 'libpcre.so.3', file, package: 'libpcre3', versions: {}, ...more };
}

/** Of empty files. */
function hashesOf(needs: readonly NeededLibrary[]): Readonly<Record<string, string>> {
  return Object.fromEntries(needs.map(({ file }) => [file, sha256('')]));
}

function installed(name: string, tags: readonly string[], version = '1.0'): LinkedFiles {
  const needs = [needed(`/venv/lib/python3.11/site-packages/${name}/native.so`)];
  return { distribution: { name, version, tags }, needs, hashes: hashesOf(needs) };
}

function wheels(...tags: readonly string[]): LockPackage {
  return { name: 'x', version: '1.0', files: tags.map((tag) => `x-1.0-${tag}.whl`) };
}

/** What the plan finds where images are linked so, and the new base lacks that library. */
function found(
  linked: readonly LinkedFiles[],
  {
    files = {},
    packages = [],
    more = '',
    lacking = {},
    options = { python: '3.13', suite: 'trixie' },
    answers,
  }: {
    readonly files?: Files;
    readonly packages?: readonly LockPackage[];
    /** Lines before the last stage of the service. */
    readonly more?: string;
    readonly lacking?: object;
    readonly options?: object;
    readonly answers?: Partial<LinkedAnswers>;
  } = {},
) {
  const needs = packages.map(({ name }) => name);
  const api = serviceFiles({ name: 'api' });
  const workspace: Files = {
    ...rootFiles(),
    ...stackFiles('acme', { python: '3.11', suite: 'bookworm' }),
    ...api,
    [SERVICE]: (api[SERVICE] ?? '').replace('\nUSER', `\n${more}USER`),
    'uv.lock': uvLockText([{ name: 'api', folder: 'services/api', needs }, ...packages]),
    ...files,
  };
  const own = { libraries: ['libpcre.so.3'], versions: new Map(), paths: [], ...lacking };
  const { plan } = planUpgradeOf(
    workspace,
    { ...options },
    {
      ...ALL_FINE,
      linked: {
        images: new Map([['acme/api', { machine: 'x86_64', linked }]]),
        lacking: new Map([['acme/api', own]]),
        ...answers,
      },
    },
  );
  return foundIn(plan)
    .filter((each) => / linked-/.test(each))
    .map((each) => each.replace(/(uv\.lock):\d+$/, '$1'));
}

const BOTH = ['cp311-cp311-linux_x86_64', 'cp313-cp313-linux_x86_64'];

test.each<[string, LockPackage, LinkedFiles, readonly string[]]>([
  [
    'a wheel for every Python',
    wheels('cp39-abi3-linux_x86_64'),
    installed('x', ['cp39-abi3-linux_x86_64']),
    ['problem linked-library-missing uv.lock'],
  ],
  [
    'one that has several platforms in its name',
    wheels('cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64'),
    installed('x', ['cp39-abi3-manylinux_2_17_x86_64']),
    ['problem linked-library-missing uv.lock'],
  ],
  [
    'a wheel for each Python',
    wheels(...BOTH),
    installed('x', ['cp311-cp311-linux_x86_64']),
    ['warning linked-library-missing uv.lock'],
  ],
  [
    'what is compiled, then and now',
    { name: 'x', files: ['x-1.0.tar.gz'] },
    installed('x', ['cp311-cp311-linux_x86_64']),
    [],
  ],
  [
    'a wheel that the new Python does not have',
    {
      ...wheels('cp311-cp311-linux_x86_64'),
      files: ['x-1.0-cp311-cp311-linux_x86_64.whl', 'x-1.0.tar.gz'],
    },
    installed('x', ['cp311-cp311-linux_x86_64']),
    [],
  ],
  ['what an old installer compiled', wheels(...BOTH), installed('x', []), []],
  [
    'another release than the lock has',
    wheels(...BOTH),
    installed('x', ['cp311-cp311-linux_x86_64'], '0.9'),
    ['unchecked linked-library-unsure uv.lock'],
  ],
  [
    'what no lock has',
    wheels(...BOTH),
    installed('y', ['cp39-abi3-linux_x86_64']),
    ['unchecked linked-library-unsure'],
  ],
])('%s', (_, locked, linked, expected) => {
  expect(found([linked], { packages: [locked] })).toEqual(expected);
});

const LOOSE = { needs: [needed('/usr/local/bin/tool')], hashes: {} };

test.each([
  ['of a step', '', ['unchecked linked-library-unsure']],
  [
    'of another image',
    'COPY --from=acme-tools.example/tool:1 /usr/local/bin/tool /usr/local/bin/tool\n',
    [`problem linked-library-missing ${SERVICE}`],
  ],
  [
    'of a folder of another image',
    'COPY --from=debian:bullseye /usr/local/bin /usr/local/bin\n',
    [`problem linked-library-missing ${SERVICE}`],
  ],
  [
    'of the base that is upgraded',
    'COPY --from=python:3.11-slim-bookworm /usr/local/bin /usr/local/bin\n',
    ['unchecked linked-library-unsure'],
  ],
  [
    'beside a file of another image',
    'COPY --from=acme-tools.example/other:1 /other /usr/local/bin/\n',
    ['unchecked linked-library-unsure'],
  ],
  [
    'beside packages that the Dockerfile does not name',
    'COPY --from=acme-tools.example/tool:1 /tool /usr/local/bin/\nRUN ./install.sh\n',
    ['unchecked linked-library-unsure'],
  ],
])('a file %s', (_, more, expected) => {
  expect(found([LOOSE], { more }).map((each) => each.replace(/:\d+$/, ''))).toEqual(
    expected.map((each) => (more.includes('install.sh') ? `${each} ${SERVICE}` : each)),
  );
});

test('a file that the new base has as well is its own', () => {
  expect(found([LOOSE], { lacking: { paths: ['/usr/local/bin/tool'] } })).toEqual([]);
});

const PROJECT = installed('api', ['py3-none-any']);

test('a library among the sources of a project, and one that its build makes', () => {
  const problem = `problem linked-library-missing ${OWN}`;
  expect(found([PROJECT], { files: { [OWN]: '' } })).toEqual([problem]);
  expect(found([PROJECT], { files: { [OWN]: 'newer than the image' } })).toEqual([
    `unchecked linked-library-unsure ${OWN}`,
  ]);
  expect(found([PROJECT], { files: { 'services/other/native.so': '' } })).toEqual([]);
});

test('a version of a symbol that an older release does not have', () => {
  const file = '/venv/lib/python3.11/site-packages/x/native.so';
  const need = needed(file, {
    ...{ name: 'libc.so.6', package: 'libc6' },
    versions: { 'GLIBC_2.34': file, 'GLIBC_2.14': file },
  });
  const linked = { ...installed('x', ['cp39-abi3-linux_x86_64']), needs: [need] };
  const options = { suite: 'bullseye' };
  const packages = [wheels('cp39-abi3-linux_x86_64')];
  const versions = new Map([['libc.so.6', ['GLIBC_2.34', 'GLIBC_2.35']]]);
  const lacking = { libraries: [], versions };
  expect(found([linked], { options, packages, lacking })).toEqual([
    'problem linked-version-missing uv.lock',
  ]);
  const other = { libraries: [], versions: new Map([['libc.so.6', ['GLIBC_2.35']]]) };
  expect(found([linked], { options, packages, lacking: other })).toEqual([]);
});

test('packages for another machine', () => {
  const linked = {
    ...installed('x', ['cp311-cp311-linux_aarch64']),
    needs: [],
    foreign: 'aarch64',
  };
  expect(found([linked], { packages: [wheels('cp311-cp311-linux_aarch64')] })).toEqual([
    'warning linked-machine-differs',
  ]);
});

test.each<[string, Partial<LinkedAnswers>, readonly string[]]>([
  ['no image is built', { images: new Map() }, ['unchecked linked-unchecked']],
  [
    'an image does not answer',
    { images: new Map([['acme/api', { why: 'Python was not found' }]]) },
    ['unchecked linked-unchecked'],
  ],
  ['the base does not answer', { lacking: { why: 'no engine' } }, ['unchecked linked-unchecked']],
])('where %s, it is said', (_, answers, expected) => {
  expect(found([LOOSE], { answers })).toEqual(expected);
});

test('where only Python changes, the libraries are the same', () => {
  const answers = { images: new Map() };
  expect(found([LOOSE], { answers, options: { python: '3.12' } })).toEqual([]);
});
